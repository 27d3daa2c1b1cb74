import { basename } from "node:path";
import { AppError } from "@/nodes/core/app-error";
import { nearNames, suggestNames } from "@/nodes/core/near-names";
import { env } from "@/server/env";
import { canChat } from "./model-entry";
import { printProblem } from "./models-file";
import type { RegisteredModel, Registry } from "./registry";
import { readRegistry } from "./registry";
import { isStarter } from "./starter";

const howToConnect =
  "Connect one on the Models page: it finds LM Studio, Ollama and llama.cpp on this machine, or takes an address.";

/** The entry of an id, or of `default`. Throws `MODEL_NOT_FOUND` with what there is instead. */
export async function findModel(id: string): Promise<RegisteredModel> {
  const found = lookUp(await readRegistry(), id);
  // Perhaps another process has just made it.
  return found ?? lookUp(await readRegistry({ isFresh: true }), id) ?? fail(await readRegistry(), id);
}

function lookUp(registry: Registry, id: string): RegisteredModel | undefined {
  if (id !== "default") return registry.byId.get(id);
  const found = defaultModel(registry);
  if (found !== undefined && isStarter(found.entry)) refuseMistakes(registry);
  return found;
}

/** Whoever wrote an entry meant it: the starter model does not take its place because of a slip. */
function refuseMistakes({ problems }: Registry): void {
  const [first] = problems;
  if (first === undefined) return;
  throw new AppError(
    "MODEL_NOT_FOUND",
    `A model is configured, but it cannot be used. ${printProblem(first, basename(env().modelsFile))}`,
    {
      hint: "Correct it: the file is read again at once. To use the starter model instead, choose it in the model node.",
    },
  );
}

/** The first entry that can chat; the starter model only where there is no other. */
export function defaultModel(registry: Registry): RegisteredModel | undefined {
  const able = registry.models.filter(({ entry }) => canChat(entry));
  return able.find(({ entry }) => !isStarter(entry)) ?? able[0];
}

function fail(registry: Registry, id: string): never {
  const file = basename(env().modelsFile);
  const broken = registry.problems.filter((problem) => problem.entry === undefined || problem.entry === `"${id}"`);
  const inFile = broken.length === 0 ? "" : ` ${printProblem(broken[0] ?? { message: "" }, file)}`;
  if (id === "default" || registry.models.length === 0) {
    const none = registry.models.length === 0 ? "No model is configured" : "No configured model can chat";
    const wanted = id === "default" ? "" : `, so "${id}" does not exist`;
    throw new AppError("MODEL_NOT_FOUND", `${none}${wanted}.${inFile}`, {
      hint: howToConnect,
      details: { models: [] },
    });
  }
  const known = [...registry.byId.keys()];
  throw new AppError("MODEL_NOT_FOUND", `There is no model "${id}".${inFile}`, {
    hint: `${nearNames(id, known).length > 0 ? `${suggestNames(id, known).trim()} ` : ""}Configured: ${listed(known)}. Or use "default".`,
    details: { models: known },
  });
}

function listed(ids: readonly string[]): string {
  return ids.length <= 8 ? ids.join(", ") : `${ids.slice(0, 8).join(", ")} and ${ids.length - 8} more`;
}
