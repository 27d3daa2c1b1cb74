import { basename } from "node:path";
import { env } from "@/server/env";
import { printProblem } from "./models-file";
import { readRegistry } from "./registry";

/** Sentences about what is wrong in `models.yaml`, each with line and entry; the entries they name are not loaded. */
export async function listModelsFileProblems(): Promise<string[]> {
  const file = basename(env().modelsFile);
  return (await readRegistry()).problems.map((problem) => printProblem(problem, file));
}
