import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface TestServer {
  readonly url: string;
  /** Method and path of each request, in the order in which they came. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** What a path answers; a string is JSON's body, and a function may wait or hang up. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A local server; without an answer of its own a path says its own name. */
export async function startTestServer(answer: Answer = saysItsName): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    request.resume();
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export const saysItsName: Answer = (request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ path: request.url }));
};
