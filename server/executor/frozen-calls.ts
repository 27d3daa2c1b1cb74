import { openDocument } from "@/nodes/core/upgrade";
import { definitions } from "@/nodes/definitions";
import type { CalledWorkflow } from "@/server/executor/called-workflows";

/** The workflows that a published version calls, by the id or slug that calls them. */
export type Called = ReadonlyMap<string, CalledWorkflow>;

type FrozenCall = Omit<CalledWorkflow, "workflow"> & { readonly document: string };

/** As they are stored with the version; null where it calls none. */
export function writeCalled(called: Called): string | null {
  if (called.size === 0) return null;
  const frozen = [...called].map(([key, { workflow, ...rest }]): [string, FrozenCall] => [
    key,
    { ...rest, document: JSON.stringify(workflow) },
  ]);
  return JSON.stringify(Object.fromEntries(frozen));
}

export function readCalled(text: string): Called {
  const frozen = Object.entries(JSON.parse(text) as Record<string, FrozenCall>);
  return new Map(
    frozen.map(([key, { document, ...rest }]) => [key, { ...rest, workflow: openDocument(document, definitions) }]),
  );
}
