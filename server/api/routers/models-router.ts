import { z } from "zod";
import { isJsonObject } from "@/nodes/core/json";
import { byId } from "@/server/api/routers/inputs";
import { procedure, router } from "@/server/api/trpc";
import { createModel } from "@/server/models/create-model";
import { deleteModel } from "@/server/models/delete-model";
import { deletePulledModel } from "@/server/models/delete-pulled-model";
import { discoverModels } from "@/server/models/discover";
import { exportModelsYaml } from "@/server/models/export-models-yaml";
import { getModel } from "@/server/models/get-model";
import { listModels } from "@/server/models/list-models";
import { listModelsFileProblems } from "@/server/models/list-models-file-problems";
import { type LookRequest, lookAtServer } from "@/server/models/look-at-server";
import type { ModelEntryInput, ModelUpdate } from "@/server/models/model-entry";
import { modelStatus } from "@/server/models/model-status";
import { pullModel } from "@/server/models/pull-model";
import { testModel } from "@/server/models/test-model";
import { updateModel } from "@/server/models/update-model";

const read = procedure("model.read");
const use = procedure("model.use");
const write = procedure("model.write");
const pulled = z.object({ name: z.string().min(1).max(500), server: z.string().max(500).optional() });

/** Entries are checked by the operations, which say what is wrong field by field. */
export const modelsRouter = router({
  list: read.query(() => listModels()),
  get: read.input(byId).query(({ input }) => getModel(input.id)),
  problems: read.query(() => listModelsFileProblems()),
  status: read
    .input(z.object({ probe: z.boolean().optional() }).optional())
    .query(({ input }) => modelStatus({ probe: input?.probe })),
  yaml: read.query(async () => ({ text: await exportModelsYaml() })),
  discover: use.query(() => discoverModels()),
  /** A mutation, since what it takes may hold a key, which must not stand in an address. */
  look: write
    .input(
      z.object({
        server: z.custom<LookRequest["server"]>(isJsonObject, "Write an object."),
        id: z.string().optional(),
      }),
    )
    .mutation(async ({ input, signal }) => [...(await lookAtServer(input, signal ?? new AbortController().signal))]),
  test: use.input(byId).mutation(({ input, signal }) => testModel(input.id, signal ?? new AbortController().signal)),
  create: write.input(z.custom<ModelEntryInput>()).mutation(({ input }) => createModel(input)),
  update: write
    .input(byId.extend({ entry: z.custom<ModelUpdate>(isJsonObject, "Write an object.") }))
    .mutation(({ input }) => updateModel(input.id, input.entry)),
  remove: write.input(byId).mutation(async ({ input }) => {
    await deleteModel(input.id);
    return { id: input.id };
  }),
  /** Its progress; leaving cancels the download. */
  pull: write
    .input(pulled)
    .subscription(({ input, signal }) => pullModel(input, signal ?? new AbortController().signal)),
  deletePulled: write.input(pulled).mutation(async ({ input, signal }) => {
    await deletePulledModel(input, signal ?? new AbortController().signal);
    return { name: input.name };
  }),
});
