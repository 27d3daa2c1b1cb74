import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface SlowServer {
  readonly url: string;
  /** From now on it takes so long to answer. */
  readonly slowTo: (delayMs: number) => void;
  /** Resolves when so many more requests have come. */
  readonly requests: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Answers every request with a short text, after a while. */
export async function startSlowServer(delayMs: number): Promise<SlowServer> {
  let delay = delayMs;
  let left = 0;
  let came = () => {};
  const server = createServer((request, response) => {
    request.resume();
    left -= 1;
    if (left === 0) came();
    const answer = () => response.writeHead(200, { "content-type": "text/plain" }).end("done");
    if (delay === 0) answer();
    else setTimeout(answer, delay);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    slowTo: (ms) => {
      delay = ms;
    },
    requests: (count) =>
      new Promise((resolve) => {
        left = count;
        came = resolve;
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
