import type { OpenAPIHono, RouteConfig } from "@hono/zod-openapi";
import type { z } from "zod";
import { problemSchema } from "@/server/http/problem";
import type { AnyRoute } from "@/server/http/route";
import { version } from "@/server/system-info";

/** The OpenAPI document, from the same declarations that check the requests. */
export function describeRoutes(app: OpenAPIHono, routes: readonly AnyRoute[]): void {
  for (const route of routes) app.openAPIRegistry.registerPath(describe(route));
}

export function openApiDocument(app: OpenAPIHono) {
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Heddle", version: version(), description: "Build, run and watch workflows of local AI models." },
  });
}

function describe(route: AnyRoute): RouteConfig {
  const body = route.bodyShown ?? route.body;
  return {
    method: route.method,
    path: route.path,
    tags: [route.tag],
    summary: route.summary,
    "x-heddle-action": route.action,
    parameters: route.headers?.map(({ name, description }) => ({
      name,
      description,
      in: "header",
      schema: { type: "string" },
    })),
    request: {
      params: route.params as z.ZodObject | undefined,
      query: route.query as z.ZodObject | undefined,
      ...(body === undefined ? {} : { body: { content: { "application/json": { schema: body } } } }),
      ...(route.rawBody === undefined
        ? {}
        : { body: { content: { [route.rawBody]: { schema: { type: "string", format: "binary" } } } } }),
    },
    responses: {
      [route.status ?? ((route.response ?? route.produces) ? 200 : 204)]: {
        description: route.summary,
        ...(route.response === undefined ? {} : { content: { "application/json": { schema: route.response } } }),
        ...(route.produces === undefined ? {} : { content: { [route.produces]: { schema: { type: "string" } } } }),
      },
      ...Object.fromEntries(
        Object.entries(route.also ?? {}).map(([status, { description, response }]) => [
          status,
          { description, ...(response === undefined ? {} : { content: { "application/json": { schema: response } } }) },
        ]),
      ),
      default: { description: "What went wrong", content: { "application/problem+json": { schema: problemSchema } } },
    },
  };
}
