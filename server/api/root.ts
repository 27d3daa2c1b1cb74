import { agentsRouter } from "@/server/api/routers/agents-router";
import { allowancesRouter } from "@/server/api/routers/allowances-router";
import { chatRouter } from "@/server/api/routers/chat-router";
import { collectionsRouter } from "@/server/api/routers/collections-router";
import { conversationsRouter } from "@/server/api/routers/conversations-router";
import { documentsRouter } from "@/server/api/routers/documents-router";
import { galleryRouter } from "@/server/api/routers/gallery-router";
import { inboxRouter } from "@/server/api/routers/inbox-router";
import { liveRouter } from "@/server/api/routers/live-router";
import { memoryRouter } from "@/server/api/routers/memory-router";
import { modelsRouter } from "@/server/api/routers/models-router";
import { runsRouter } from "@/server/api/routers/runs-router";
import { systemRouter } from "@/server/api/routers/system-router";
import { triggersRouter } from "@/server/api/routers/triggers-router";
import { workflowsRouter } from "@/server/api/routers/workflows-router";
import { router } from "@/server/api/trpc";

/** What the pages call. Thin: parse, authorize, delegate to an operation. */
export const appRouter = router({
  workflows: workflowsRouter,
  allowances: allowancesRouter,
  agents: agentsRouter,
  gallery: galleryRouter,
  runs: runsRouter,
  triggers: triggersRouter,
  inbox: inboxRouter,
  collections: collectionsRouter,
  documents: documentsRouter,
  conversations: conversationsRouter,
  chat: chatRouter,
  memory: memoryRouter,
  models: modelsRouter,
  system: systemRouter,
  live: liveRouter,
});

export type AppRouter = typeof appRouter;
