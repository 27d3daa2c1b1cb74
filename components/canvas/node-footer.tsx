import { reusedRun } from "@/components/run/node-run-status";
import { ReusedFrom } from "@/components/run/reused-from";
import { useRunView } from "@/components/run/run-context";
import { StarterBadge } from "@/components/run/starter-badge";
import { useStaleReason } from "@/components/run/use-stale-reason";
import { Status } from "@/components/ui/status";
import type { NodeRun } from "@/nodes/core/node-run";
import { AnswerButton } from "./answer-button";
import { FixButton } from "./fix-button";
import { lentFacts } from "./lent-facts";
import { type NodeFacts, nodeFacts } from "./node-facts";
import { StaleMark } from "./stale-mark";

/** What the run that is shown says of a node. */
export function NodeFooter({ run, title }: { run: NodeRun; title: string }) {
  return (
    <footer className="border-t px-2.5 text-dim text-sm">
      <Facts {...nodeFacts(run)} isStarter={run.isFromStarter === true} run={run} />
      {run.status === "failed" && run.error && <Failure run={run} error={run.error} title={title} />}
    </footer>
  );
}

/** What it says of a resource, which others use. */
export function LentFooter({ run }: { run: NodeRun }) {
  const status = useRunView((view) => view.run?.status) ?? "running";
  return (
    <footer className="border-t px-2.5 text-dim text-sm">
      <Facts {...lentFacts(run, status)} />
    </footer>
  );
}

interface FactsProps extends NodeFacts {
  isStarter?: boolean;
  /** Absent for what only others use. */
  run?: NodeRun;
}

function Facts({ status, word, facts, isStarter = false, run }: FactsProps) {
  const source = run && reusedRun(run);
  const isStale = useStaleReason(run?.nodeId ?? "") !== undefined;
  // A badge takes the place of the smaller facts.
  const hasBadge = isStarter || isStale || source !== undefined;
  return (
    <div className="flex h-7 items-center gap-2.5">
      <Status status={status} label={word} className="shrink-0" />
      {source !== undefined && <ReusedFrom runId={source} isGiven={run?.isGiven} />}
      {(hasBadge ? facts.slice(0, source === undefined ? 1 : 0) : facts).map((fact) => (
        <span key={fact} className="whitespace-nowrap" data-numeric>
          {fact}
        </span>
      ))}
      {run && <StaleMark run={run} />}
      {isStarter && <StarterBadge className="ml-auto" />}
      {run && <AnswerButton run={run} />}
    </div>
  );
}

interface FailureProps {
  run: NodeRun;
  error: NonNullable<NodeRun["error"]>;
  title: string;
}

function Failure({ run, error, title }: FailureProps) {
  return (
    <div className="flex items-end gap-2 pb-2">
      <p className="line-clamp-4 min-w-0 flex-1 text-pretty break-words text-ink" title={error.message}>
        {withoutName(error.message, title)}
      </p>
      <FixButton run={run} error={error} />
    </div>
  );
}

/** Messages name their node for lists of many; on its own card the name stands above. */
function withoutName(message: string, title: string): string {
  const prefix = `${title}: `;
  if (!message.startsWith(prefix)) return message;
  const rest = message.slice(prefix.length);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
