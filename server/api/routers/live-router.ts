import { tracked } from "@trpc/server";
import { z } from "zod";
import { followTopics, type LiveMessage } from "@/server/api/live/follow-topics";
import { procedure, router } from "@/server/api/trpc";
import type { Role } from "@/server/security/roles";
import { updatesSeenBy } from "@/server/workflows/seen-by";

const topics = z.array(z.object({ id: z.string().max(200), after: z.number().int().min(0) })).max(200);

function seenBy(role: Role, message: LiveMessage): LiveMessage {
  return message.topic === "workflow" ? { ...message, updates: updatesSeenBy(role, message.updates) } : message;
}

export const liveRouter = router({
  /** The one subscription of a tab. Each message carries all cursors as its id, so that a reconnect goes on after it. */
  follow: procedure("run.read")
    .input(z.object({ runs: topics, workflows: topics, lastEventId: z.string().max(50_000).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const { workspaceId } = ctx;
      for await (const { id, message } of followTopics(
        { workspaceId, ...input },
        signal ?? new AbortController().signal,
      )) {
        yield tracked<LiveMessage>(id, seenBy(ctx.actor.role, message));
      }
    }),
});
