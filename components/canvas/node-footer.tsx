import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { useWorkflowActions } from "@/components/workflow-store/workflow-context";
import type { NodeRun } from "@/nodes/core/run-state";
import { nodeFacts } from "./node-facts";

/** What the run that is shown says of a node. */
export function NodeFooter({ run }: { run: NodeRun }) {
  const { status, word, facts } = nodeFacts(run, Date.now());
  return (
    <footer className="border-t px-2.5 text-dim text-sm">
      <div className="flex h-7 items-center gap-2.5">
        <Status status={status} label={word} />
        {facts.map((fact) => (
          <span key={fact} className="whitespace-nowrap" data-numeric>
            {fact}
          </span>
        ))}
      </div>
      {run.status === "failed" && run.error && <Failure run={run} error={run.error} />}
    </footer>
  );
}

function Failure({ run, error }: { run: NodeRun; error: NonNullable<NodeRun["error"]> }) {
  const { focusField } = useWorkflowActions();
  return (
    <div className="pb-2">
      <p className="line-clamp-4 text-pretty break-words text-ink">{error.message}</p>
      <Button size="sm" className="nodrag mt-1.5" onClick={() => focusField(error.nodeId ?? run.nodeId, error.field)}>
        Fix
      </Button>
    </div>
  );
}
