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
  "for-each": lazy(() => import("./for-each/run").then((module) => module.runForEach)),
  while: lazy(() => import("./while/run").then((module) => module.runWhile)),
  workflow: lazy(() => import("./workflow/run").then((module) => module.runWorkflow)),
  try: lazy(() => import("./try/run").then((module) => module.runTry)),
  webhook: lazy(() => import("./webhook/run").then((module) => module.runWebhook)),
  schedule: lazy(() => import("./schedule/run").then((module) => module.runSchedule)),
  "file-watch": lazy(() => import("./file-watch/run").then((module) => module.runFileWatch)),
  chat: lazy(() => import("./chat/run").then((module) => module.runChat)),
  remember: lazy(() => import("./remember/run").then((module) => module.runRemember)),
  recall: lazy(() => import("./recall/run").then((module) => module.runRecall)),
  conversations: lazy(() => import("./conversations/run").then((module) => module.runConversations)),
  approval: lazy(() => import("./approval/run").then((module) => module.runApproval)),
  wait: lazy(() => import("./wait/run").then((module) => module.runWait)),
  http: lazy(() => import("./http/run").then((module) => module.runHttp)),
  log: lazy(() => import("./log/run").then((module) => module.runLog)),
};

export type RunnerLoader = () => Promise<NodeRunner>;

/** All loaders by node type; `model`, `memory` and `note` have none. */
export const runners: ReadonlyMap<string, RunnerLoader> = new Map(Object.entries(loaders));

const loaded = new Map<string, Promise<NodeRunner>>();

/** The runner of a type, loaded at its first use; undefined for one that does not run. */
export async function runnerOf(type: string): Promise<NodeRunner | undefined> {
  const known = loaded.get(type);
  if (known !== undefined) return known;
  const load = runners.get(type);
  if (load === undefined) return undefined;
  const loading = load().catch((error: unknown) => {
    loaded.delete(type);
    throw error;
  });
  loaded.set(type, loading);
  return loading;
}

/** Keeps the type of a runner's config in its own file, and forgets it here, as `defineNode` does. */
function lazy<Config>(load: () => Promise<NodeRunner<Config>>): RunnerLoader {
  return load as unknown as RunnerLoader;
}
