import type { z } from "zod";
import { AppError } from "@/nodes/core/app-error";
import { formatPath } from "@/nodes/core/issue";
import "@/nodes/core/value-sentence";
import { whileDatabaseAnswers } from "@/server/db/while-database-answers";
import { readJson } from "@/server/http/read-body";
import type { ActorOf } from "@/server/security/actor-of";
import { type Action, type Actor, authorize } from "@/server/security/roles";

/** What anybody may call; all else names the action that it is. A webhook checks its callers by a secret of its own. */
export const publicRoutes: ReadonlySet<string> = new Set([
  "GET /api/health",
  "GET /api/health/live",
  "ANY /api/hooks/*",
]);

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Sent<S> = S extends z.ZodType ? z.input<S> : undefined;

export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly request: Request;
  readonly actor: Actor;
}

/** A route as data: what it takes, who may call it, what it answers. From it come its checks and its documentation. */
export interface RouteSpec<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  R extends z.ZodType | undefined,
> {
  readonly method: "get" | "post" | "put" | "delete";
  /** As in OpenAPI: `/api/v1/workflows/{id}`. */
  readonly path: string;
  /** Who may call it; `public` only for what `publicRoutes` lists. */
  readonly action: Action | "public";
  readonly tag: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  /** Checks the JSON that is sent. */
  readonly body?: B;
  /** What the documentation shows for the body, where its check is made by the operation. */
  readonly bodyShown?: z.ZodType;
  /** In bytes. Default: what fits a document of the largest size. */
  readonly bodyLimit?: number;
  /** Media type of a body that the handler reads itself. */
  readonly rawBody?: string;
  /** Default 200, or 204 without `response`. */
  readonly status?: number;
  /** The JSON that a handler returns. */
  readonly response?: R;
  /** Media type of an answer that is no JSON. */
  readonly produces?: string;
  /** Other answers, by status. */
  readonly also?: Readonly<Record<number, { readonly description: string; readonly response?: z.ZodType }>>;
  readonly headers?: readonly { readonly name: string; readonly description: string }[];
  readonly handle: (call: Call<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<Sent<R> | Response>;
}

export type AnyRoute = RouteSpec<
  z.ZodType | undefined,
  z.ZodType | undefined,
  z.ZodType | undefined,
  z.ZodType | undefined
>;

export function defineRoute<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
>(route: RouteSpec<P, Q, B, R>): AnyRoute {
  return route as unknown as AnyRoute;
}

/** A document and what lies around it in a request. */
export const usualBodyLimit = 5.5 * 1024 * 1024;

/** A request as it was matched to a route. */
export interface Asked {
  readonly request: Request;
  readonly params: Record<string, string>;
  readonly query: Record<string, string>;
}

/** Carries a route out: who asks, what was sent, and only then the handler. */
export async function callRoute(
  route: AnyRoute,
  { request, params, query }: Asked,
  actorOf: ActorOf,
): Promise<Response> {
  const actor = route.action === "public" ? anybody(route) : authorize(actorOf(request.headers), route.action);
  const call = {
    params: check(route.params, params, "the address"),
    query: check(route.query, query, "the address"),
    body:
      route.body === undefined
        ? undefined
        : check(route.body, await readJson(request, route.bodyLimit ?? usualBodyLimit), "the body"),
    request,
    actor,
  };
  const answer = await whileDatabaseAnswers(Promise.resolve(route.handle(call)));
  if (answer instanceof Response) return answer;
  return answer === undefined ? new Response(null, { status: route.status ?? 204 }) : json(route.status ?? 200, answer);
}

/** What a public route sees as its caller: nobody, who may see and change nothing. */
function anybody(route: AnyRoute): Actor {
  if (!publicRoutes.has(`${route.method.toUpperCase()} ${route.path}`))
    throw new AppError("UNAUTHENTICATED", "Sign in first.");
  return { id: "anonymous", role: "viewer", workspaceId: "" };
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", ...headers } });
}

function check(schema: z.ZodType | undefined, value: unknown, place: string): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw requestInvalid(parsed.error, place);
}

/** Answered with 422 and each finding. */
export function requestInvalid(error: z.ZodError, place: string): AppError {
  const issues = error.issues
    .slice(0, 100)
    .map(({ path, message }) => ({ path: formatPath(path), code: "REQUEST_INVALID", message, severity: "error" }));
  const told = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).slice(0, 3);
  return new AppError("REQUEST_INVALID", `There is something wrong in ${place}. ${told.join(" ")}`, {
    details: { issues },
    field: issues[0]?.path || undefined,
  });
}
