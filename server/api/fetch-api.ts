import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRouter } from "@/server/api/root";
import { bootFailure } from "@/server/boot-state";
import { methodRefused } from "@/server/http/app";
import { problemOf } from "@/server/http/problem";
import { readBody } from "@/server/http/read-body";
import { refuseDeep } from "@/server/http/refuse-deep";
import { type ActorOf, actorOf } from "@/server/security/actor-of";
import { refuseForeign } from "@/server/security/local-requests";

export const apiPath = "/api/trpc";

/** A document twice: a change that replaces it, with what lies around. */
const bodyLimit = 12 * 1024 * 1024;

const methods = ["GET", "HEAD", "POST"];

/** A request of a page. What is refused before a procedure is found is answered as a problem. */
export const fetchApi = makeFetchApi(actorOf);

/** The same for other callers than those that the server's own sign-in knows. */
export function makeFetchApi(whoAsks: ActorOf): (request: Request) => Promise<Response> {
  return (request) => answer(request, whoAsks);
}

async function answer(request: Request, whoAsks: ActorOf): Promise<Response> {
  try {
    refuseForeign(request.headers);
    const failure = bootFailure();
    if (failure !== undefined) return problemOf(failure, apiPath, { status: 503 });
    if (!methods.includes(request.method)) return refuseMethod(request);
    const bounded = request.method === "POST" ? await withBody(request) : request;
    return await fetchRequestHandler({
      endpoint: apiPath,
      req: bounded,
      router: appRouter,
      createContext: () => ({ actor: whoAsks(request.headers) }),
    });
  } catch (error) {
    return problemOf(error, apiPath);
  }
}

function refuseMethod({ url, method }: Request): Response {
  const allow = methods.join(", ");
  return problemOf(methodRefused(new URL(url).pathname, method, allow), apiPath, { status: 405, headers: { allow } });
}

async function withBody(request: Request): Promise<Request> {
  const body = await readBody(request, bodyLimit);
  refuseDeep(body);
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: new Uint8Array(body),
    signal: request.signal,
  });
}
