import { openDocument } from "@/nodes/core/upgrade";
import { definitions } from "@/nodes/definitions";
import type { CalledWorkflow, Reached } from "@/server/executor/reached";
import type { StoredAgent } from "@/server/executor/saved-agents";

type FrozenCall = Omit<CalledWorkflow, "workflow"> & { readonly document: string };
type FrozenCalls = Record<string, FrozenCall>;

/** No document of a workflow is a number, so that this tells it from a version that was kept before there were agents. */
interface Frozen {
  readonly format: 2;
  readonly workflows: FrozenCalls;
  readonly agents: Record<string, StoredAgent>;
}

/** As they are stored with the version; null where it reaches none. */
export function writeReached({ called, agents }: Reached): string | null {
  if (called.size === 0 && agents.size === 0) return null;
  const workflows: FrozenCalls = Object.fromEntries(
    [...called].map(([key, { workflow, ...rest }]) => [key, { ...rest, document: JSON.stringify(workflow) }]),
  );
  if (agents.size === 0) return JSON.stringify(workflows);
  const frozen: Frozen = { format: 2, workflows, agents: Object.fromEntries(agents) };
  return JSON.stringify(frozen);
}

export function readReached(text: string): Reached {
  const stored = JSON.parse(text) as Frozen | FrozenCalls;
  const { workflows, agents } = isFrozen(stored) ? stored : { workflows: stored, agents: {} };
  const called = Object.entries(workflows).map(([key, { document, ...rest }]): [string, CalledWorkflow] => [
    key,
    { ...rest, workflow: openDocument(document, definitions) },
  ]);
  return { called: new Map(called), agents: new Map(Object.entries(agents)) };
}

function isFrozen(stored: Frozen | FrozenCalls): stored is Frozen {
  return typeof stored.format === "number";
}
