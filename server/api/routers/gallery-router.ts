import { z } from "zod";
import { procedure, router } from "@/server/api/trpc";
import { listExamples } from "@/server/workflows/gallery/list-examples";
import { openExample } from "@/server/workflows/gallery/open-example";

export const galleryRouter = router({
  list: procedure("workflow.read").query(() => [...listExamples()]),
  open: procedure("workflow.write")
    .input(z.object({ slug: z.string().max(200) }))
    .mutation(({ ctx, input }) => openExample(ctx.workspaceId, input.slug)),
});
