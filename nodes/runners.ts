import { AppError } from "./core/app-error";
import type { NodeRunner } from "./core/node-runner";
import type { NodeType, RunlessNodeType } from "./definitions";

/**
 * One line a type, server only. A definition without a line here is a type error. Each runner is loaded when the first
 * run needs it.
 */
const loaders: Record<Exclude<NodeType, RunlessNodeType>, RunnerLoader> = {
  input: lazy(() => import("./input/run").then((module) => module.runInput)),
  output: lazy(() => import("./output/run").then((module) => module.runOutput)),
  agent: lazy(() => import("./agent/run").then((module) => module.runAgent)),
  prompt: lazy(() => import("./prompt/run").then((module) => module.runPrompt)),
  transform: lazy(() => import("./transform/run").then((module) => module.runTransform)),
  condition: lazy(() => import("./condition/run").then((module) => module.runCondition)),
  switch: lazy(() => import("./switch/run").then((module) => module.runSwitch)),
  merge: lazy(() => import("./merge/run").then((module) => module.runMerge)),
  http: lazy(() => import("./http/run").then((module) => module.runHttp)),
  log: lazy(() => import("./log/run").then((module) => module.runLog)),
};

export type RunnerLoader = () => Promise<NodeRunner>;

/** All runners by node type; `model` and `note` have none. */
export const runners: ReadonlyMap<string, RunnerLoader> = new Map(Object.entries(loaders));

const loaded = new Map<string, NodeRunner>();

/** Loads the runners of these types once; then `runnerOf` gives them without waiting. */
export async function loadRunners(types: Iterable<string>): Promise<void> {
  const missing = [...new Set(types)].filter((type) => runners.has(type) && !loaded.has(type));
  await Promise.all(missing.map(async (type) => loaded.set(type, await (runners.get(type) as RunnerLoader)())));
}

/** The runner of a type that `loadRunners` was called for. */
export function runnerOf(type: string): NodeRunner {
  const runner = loaded.get(type);
  if (runner === undefined) throw new AppError("INTERNAL", `No runner is loaded for the node type ${type}`);
  return runner;
}

/** Keeps the type of a runner's config in its own file, and forgets it here, as `defineNode` does. */
function lazy<Config>(load: () => Promise<NodeRunner<Config>>): RunnerLoader {
  return load as unknown as RunnerLoader;
}
