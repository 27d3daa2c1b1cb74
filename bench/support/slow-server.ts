import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface SlowServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Answers every request with a short text, after a while. */
export async function startSlowServer(delayMs: number): Promise<SlowServer> {
  const server = createServer((request, response) => {
    request.resume();
    const answer = () => response.writeHead(200, { "content-type": "text/plain" }).end("done");
    if (delayMs === 0) answer();
    else setTimeout(answer, delayMs);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
