import type { StaleNodes } from "@/nodes/core/stale-nodes";

/** What runs beyond what was asked for, and why. */
export interface PlanNote {
  readonly title: string;
  readonly why: string;
}

interface NoteScene {
  readonly stale: StaleNodes;
  readonly titleOf: (nodeId: string) => string;
}

interface Noted {
  readonly note?: PlanNote;
}

/** Nothing can be taken over. `before`: how many nodes lead to the one that is run. */
export function startNote(before: number, title: string, why: string): Noted {
  return before === 0 ? {} : { note: { title: `Runs what is before ${title} too, and stops there`, why } };
}

/** Of the nodes before it these have no result that could be taken over. */
export function missingNote(again: readonly string[], { titleOf, stale }: NoteScene): Noted {
  const [first, second, ...more] = again.map(titleOf);
  if (first === undefined) return {};
  const names =
    second === undefined
      ? first
      : more.length === 0
        ? `${first} and ${second}`
        : `${first} and ${again.length - 1} more nodes`;
  const isAllStale = again.every((id) => stale.has(id));
  const why = isAllStale ? "It changed since the last run." : "The last run has no result that could be taken over.";
  const whys = isAllStale
    ? "They changed since the last run."
    : "They changed since the last run, or have no result in it.";
  return {
    note: second === undefined ? { title: `${names} runs too`, why } : { title: `${names} run too`, why: whys },
  };
}

interface UnknownItem {
  readonly type: "from" | "to" | "alone";
  readonly nodeId: string;
  /** How many nodes lead to it in its item. */
  readonly before: number;
}

/** It stands in a container of which the last run kept no such item: that begins anew. */
export function unknownItemNote(
  { type, nodeId, before }: UnknownItem,
  containerId: string,
  { titleOf }: NoteScene,
): Noted {
  const [title, container] = [titleOf(nodeId), titleOf(containerId)];
  const why = `The last run does not show what was before ${title} in ${container}.`;
  if (type === "from") return { note: { title: `${container} runs as a whole`, why } };
  return before === 0 ? {} : { note: { title: `What is before ${title} in ${container} runs too`, why } };
}
