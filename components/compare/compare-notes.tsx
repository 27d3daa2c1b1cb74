import { ErrorNote } from "@/components/ui/error-note";
import { isRunOver } from "@/nodes/core/run-status";
import type { Side, SideName } from "./side";
import type { Comparison } from "./use-comparison";
import type { RunRecord } from "./use-run-record";

/** What somebody has to know who reads the comparison. */
export function CompareNotes({
  comparison,
  records,
}: {
  comparison: Comparison;
  records: Record<SideName, RunRecord>;
}) {
  const notes = notesOf(comparison, records);
  if (notes.length === 0) return null;
  return (
    <div className="grid gap-2 px-5 pt-3">
      {notes.map(({ title, hint }) => (
        <ErrorNote key={title} severity="warning" title={title} hint={hint} />
      ))}
    </div>
  );
}

interface CompareNote {
  readonly title: string;
  readonly hint?: string;
}

function notesOf({ a, b }: Comparison, records: Record<SideName, RunRecord>): CompareNote[] {
  const sides = [
    { name: "A", side: a, record: records.a },
    { name: "B", side: b, record: records.b },
  ];
  const workflows = [records.a.workflowId, records.b.workflowId];
  return [
    ...(a.runId === b.runId
      ? [{ title: "This is one run twice, so nothing differs.", hint: "Choose another one for A or B." }]
      : []),
    ...(workflows[0] === workflows[1]
      ? []
      : [
          {
            title: `These are runs of different workflows: ${records.a.workflowName} and ${records.b.workflowName}.`,
            hint: "Nodes are matched by their ids, so only workflows that were copied from each other have something in common.",
          },
        ]),
    ...sides.flatMap(({ name, side, record }) => notesOfSide(name, side, record)),
  ];
}

function notesOfSide(name: string, side: Side, record: RunRecord): CompareNote[] {
  const { state, nodeRuns } = side;
  const isLive = !isRunOver(state.status);
  if (record.isCut)
    return [
      {
        title: `Run ${name} is very long: its first ${record.events.length.toLocaleString("en-US")} events are compared.`,
      },
    ];
  if (isLive) return [{ title: `Run ${name} still goes on: what it did so far is compared, and renewed as it goes.` }];
  if (nodeRuns.size === 0)
    return [
      {
        title: `Run ${name} has no node that did anything.`,
        hint: state.error?.message ?? "It ended before the first one began.",
      },
    ];
  const isBare = [...nodeRuns.values()].every(({ output, input }) => output === undefined && input === undefined);
  return isBare && state.status === "completed"
    ? [
        {
          title: `Of run ${name} only start and end were stored, not what its nodes got and gave.`,
          hint: "“What is stored” in the workflow's settings changes that for later runs.",
        },
      ]
    : [];
}
