import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { AppError } from "@/nodes/core/app-error";
import { describeRoutes, openApiDocument } from "@/server/http/openapi";
import { problemOf } from "@/server/http/problem";
import { type AnyRoute, callRoute, defineRoute, json } from "@/server/http/route";
import { allRoutes } from "@/server/http/routes/all-routes";

/** A server that the public interfaces are mounted in: Next, or a test, or anything that speaks fetch. */
export interface PublicInterface {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly routes: readonly AnyRoute[];
}

let made: PublicInterface | undefined;

/** The public interfaces as one app. Every route passes `callRoute`, so none is open by mistake. */
export function publicInterface(): PublicInterface {
  made ??= makePublicInterface();
  return made;
}

function makePublicInterface(): PublicInterface {
  const app = new OpenAPIHono();
  const routes = [...allRoutes, documentRoute(app)];
  for (const route of routes) app.on(route.method.toUpperCase(), honoPath(route.path), (c) => answer(c, route));
  describeRoutes(app, routes);
  app.notFound((c) => problemOf(notFound(c, routes), c.req.path));
  app.onError((error, c) => problemOf(error, c.req.path));
  return { fetch: (request) => app.fetch(request), routes };
}

async function answer(c: Context, route: AnyRoute): Promise<Response> {
  try {
    return await callRoute(route, c.req.raw, c.req.param() as Record<string, string>, c.req.query());
  } catch (error) {
    return problemOf(error, `${route.method} ${route.path}`);
  }
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

function notFound(c: Context, routes: readonly AnyRoute[]): AppError {
  const here = routes.filter((route) => new RegExp(`^${route.path.replace(/\{\w+\}/g, "[^/]+")}$`).test(c.req.path));
  const methods = here.map((route) => route.method.toUpperCase()).join(", ");
  const message =
    methods === "" ? `There is nothing at ${c.req.path}.` : `${c.req.path} takes ${methods}, not ${c.req.method}.`;
  return new AppError("NOT_FOUND", message, { hint: "GET /api/v1/openapi.json lists what there is." });
}
