import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRouter } from "@/server/api/root";
import { problemOf } from "@/server/http/problem";
import { readBody } from "@/server/http/read-body";
import { actorOf } from "@/server/security/actor-of";
import { refuseForeign } from "@/server/security/local-requests";

export const apiPath = "/api/trpc";

/** A document twice: a change that replaces it, with what lies around. */
const bodyLimit = 12 * 1024 * 1024;

/** A request of a page. What is refused before a procedure is found is answered as a problem. */
export async function fetchApi(request: Request): Promise<Response> {
  try {
    refuseForeign(request.headers);
    const bounded = request.method === "POST" ? await withBody(request) : request;
    return await fetchRequestHandler({
      endpoint: apiPath,
      req: bounded,
      router: appRouter,
      createContext: () => ({ actor: actorOf(request.headers) }),
    });
  } catch (error) {
    return problemOf(error, apiPath);
  }
}

async function withBody(request: Request): Promise<Request> {
  const body = await readBody(request, bodyLimit);
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: new Uint8Array(body),
    signal: request.signal,
  });
}
