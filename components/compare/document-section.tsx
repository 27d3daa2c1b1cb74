import type { Connection, WorkflowNode } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { SectionLine } from "./section-line";
import { placeName } from "./sections";
import { sideNames } from "./side";
import { SummaryLine } from "./summary-line";
import type { Comparison } from "./use-comparison";

/** What was changed in the workflow between the two runs; settings of nodes stand at the nodes. */
export function DocumentSection({ comparison }: { comparison: Comparison }) {
  const { documents, a, b } = comparison;
  const lone = { a: documents.onlyA, b: documents.onlyB };
  const names = new Map([...a.document.nodes, ...b.document.nodes].map((node) => [node.id, nameOf(node)]));
  const changed = [...documents.nodes.keys()].map((id) => names.get(id) ?? id);
  const cells = sideNames.map((side) => {
    const { nodes, connections } = lone[side];
    return [...nodes.map((node) => `Has ${nameOf(node)}`), ...connections.map((one) => `Connects ${way(one, names)}`)];
  });
  const [inA = [], inB = []] = cells;
  return (
    <div className="mt-2 border-t pt-2">
      <p className="px-5 pb-1 pl-12 text-sm">
        The workflow was changed between the runs
        {changed.length > 0 && <span className="text-dim">{`: ${list(changed)} set differently, shown below`}</span>}.
      </p>
      {documents.settings.map((difference) => (
        <SectionLine
          key={difference.path.join(".")}
          section={{
            key: "",
            title: "Workflow setting",
            detail: placeName(difference.path),
            a: difference.a,
            b: difference.b,
            isDifferent: true,
          }}
        />
      ))}
      {(inA.length > 0 || inB.length > 0) && (
        <SummaryLine title="Only in one" a={<Lines of={inA} />} b={<Lines of={inB} />} />
      )}
    </div>
  );
}

/** More lines than this say less. */
const mostLines = 8;

function Lines({ of }: { of: readonly string[] }) {
  if (of.length === 0) return <span className="text-faint">Nothing</span>;
  return (
    <ul className="text-sm/5">
      {of.slice(0, mostLines).map((line) => (
        <li key={line} className="truncate">
          {line}
        </li>
      ))}
      {of.length > mostLines && <li className="text-faint">and {of.length - mostLines} more</li>}
    </ul>
  );
}

function nameOf({ name, type }: WorkflowNode): string {
  return name || (definitions.get(type)?.title ?? type);
}

function way({ source, sourceHandle, target, targetHandle }: Connection, names: ReadonlyMap<string, string>): string {
  return `${names.get(source) ?? source} (${sourceHandle}) to ${names.get(target) ?? target} (${targetHandle})`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  const left = names.length - shown.length;
  const parts = left > 0 ? [...shown, `${left} more`] : shown;
  return parts.length === 1 ? `${parts[0]} is` : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)} are`;
}
