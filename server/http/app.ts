import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { AppError } from "@/nodes/core/app-error";
import { cutText } from "@/nodes/core/cut-text";
import { bootFailure } from "@/server/boot-state";
import { answerHook, hooksPath } from "@/server/http/hooks/answer-hook";
import { describeRoutes, openApiDocument } from "@/server/http/openapi";
import { problemOf } from "@/server/http/problem";
import { type AnyRoute, callRoute, defineRoute, json } from "@/server/http/route";
import { allRoutes } from "@/server/http/routes/all-routes";
import { type ActorOf, actorOf } from "@/server/security/actor-of";
import { refuseForeign } from "@/server/security/local-requests";

/** A server that the public interfaces are mounted in: Next, or a test, or anything that speaks fetch. */
export interface PublicInterface {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly routes: readonly AnyRoute[];
}

let made: PublicInterface | undefined;

/** The public interfaces as one app. Every request is looked at before a route is, and every route passes `callRoute`. */
export function publicInterface(): PublicInterface {
  made ??= makePublicInterface();
  return made;
}

/** The same for other callers than those that the server's own sign-in knows. */
export function makePublicInterface(whoAsks: ActorOf = actorOf): PublicInterface {
  const app = new OpenAPIHono();
  const routes = [...allRoutes, documentRoute(app)];
  for (const route of routes)
    app.on(route.method.toUpperCase(), honoPath(route.path), (c) => answer(c, route, whoAsks));
  app.all(`${hooksPath}*`, answerCall);
  describeRoutes(app, routes);
  app.notFound((c) => noRoute(c, routes));
  app.onError((error, c) => problemOf(error, c.req.path));
  return {
    fetch: (request) => {
      try {
        refuseForeign(request.headers);
      } catch (error) {
        return problemOf(error, request.url);
      }
      return app.fetch(request);
    },
    routes,
  };
}

async function answer(c: Context, route: AnyRoute, whoAsks: ActorOf): Promise<Response> {
  const where = `${route.method} ${route.path}`;
  const failure = route.action === "public" ? undefined : bootFailure();
  if (failure !== undefined) return problemOf(failure, where, { status: 503 });
  try {
    const params = c.req.param() as Record<string, string>;
    return await callRoute(route, { request: c.req.raw, params, query: c.req.query() }, whoAsks);
  } catch (error) {
    return problemOf(error, where);
  }
}

async function answerCall(c: Context): Promise<Response> {
  const failure = bootFailure();
  return failure === undefined ? answerHook(c.req.raw) : problemOf(failure, c.req.path, { status: 503 });
}

function documentRoute(app: OpenAPIHono): AnyRoute {
  let document: ReturnType<typeof openApiDocument> | undefined;
  return defineRoute({
    method: "get",
    path: "/api/v1/openapi.json",
    action: "system.read",
    tag: "System",
    summary: "This interface as an OpenAPI 3.1 document",
    produces: "application/json",
    handle: async () => {
      document ??= openApiDocument(app);
      return json(200, document);
    },
  });
}

function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

/** 404 where there is nothing, 405 where there is something for other methods, and to OPTIONS what there is. */
function noRoute(c: Context, routes: readonly AnyRoute[]): Response {
  const { path, method } = c.req;
  const here = routes.filter((route) => new RegExp(`^${route.path.replace(/\{\w+\}/g, "[^/]+")}$`).test(path));
  if (here.length === 0) {
    const hint = "GET /api/v1/openapi.json lists what there is.";
    return problemOf(new AppError("NOT_FOUND", `There is nothing at ${cutText(path, 200)}.`, { hint }), path);
  }
  const allow = methodsOf(here).join(", ");
  if (method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
  return problemOf(methodRefused(path, method, allow), path, { status: 405, headers: { allow } });
}

function methodsOf(routes: readonly AnyRoute[]): string[] {
  const methods = routes.map((route) => route.method.toUpperCase());
  return [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"];
}

export function methodRefused(path: string, method: string, allow: string): AppError {
  return new AppError("REQUEST_INVALID", `${cutText(path, 200)} takes ${allow}, not ${method}.`);
}
