import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { boot } from "@/server/boot";
import { bootState } from "@/server/boot-state";
import { createListener } from "@/server/node-listener";

/**
 * The web process without its pages, which need a build: everything that programs ask is served as `npm start` serves it.
 * Says its address when it is ready, and ends in order at SIGTERM.
 */
async function main(): Promise<void> {
  const answer = createListener();
  const server = createServer((request, response) => {
    if (!answer(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.HEDDLE_URL = url;
  await boot();
  const state = bootState();
  if (state.phase !== "ready") throw new Error(`It could not start: ${JSON.stringify(state)}`);
  process.stdout.write(`serves at ${url}\n`);
  process.once("SIGTERM", async () => {
    server.close();
    const steps =
      (globalThis as { [key: symbol]: Set<() => unknown> | undefined })[Symbol.for("heddle.shutdown")] ?? [];
    await Promise.allSettled([...steps].map(async (step) => step()));
    process.exit(0);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
