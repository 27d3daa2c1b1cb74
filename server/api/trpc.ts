import { initTRPC, TRPCError } from "@trpc/server";
import { toSentError, toTrpcError } from "@/server/api/error-format";
import { whileDatabaseAnswers } from "@/server/db/while-database-answers";
import { type Action, type Actor, authorize } from "@/server/security/roles";

export interface ApiContext {
  /** Undefined: nobody signed in. */
  readonly actor: Actor | undefined;
}

/** A connection that says nothing for three of these is dead to the browser, which comes back with its cursors. */
const pingMs = 3_000;

const t = initTRPC
  .context<ApiContext>()
  .meta<{ readonly action: Action }>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: pingMs }, client: { reconnectAfterInactivityMs: 3 * pingMs } },
    errorFormatter: ({ shape, error, path }) => {
      const app = toSentError(error, path ?? "trpc");
      // Never a path or a stack: what the server says is in `app`, and nothing else.
      return {
        ...shape,
        message: app.message,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, app },
      };
    },
  });

export const router = t.router;

/** Errors of ours leave with the status that the public interface gives them. */
const withStatus = t.procedure.use(async ({ next, path }) => {
  const result = await whileDatabaseAnswers(next()).catch((cause: unknown) => {
    throw toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }), path);
  });
  if (!result.ok) throw toTrpcError(result.error, path);
  return result;
});

/**
 * The only way to a procedure: it names the action that it is, and nobody gets past it who may not do that. Its
 * resolver gets `ctx.workspaceId`.
 */
export function procedure(action: Action) {
  return withStatus.meta({ action }).use(({ ctx, next }) => {
    const actor = authorize(ctx.actor, action);
    return next({ ctx: { actor, workspaceId: actor.workspaceId } });
  });
}
