import { waitsForPerson } from "@/components/run/asked-question";
import { isHeld } from "@/components/run/held-nodes";
import { useRunView } from "@/components/run/run-context";
import { Button } from "@/components/ui/button";
import { useWorkflowActions } from "@/components/workflow-store/workflow-context";
import type { NodeRun } from "@/nodes/core/node-run";

/** On a card that asks a person something: leads to the whole question and its answers. */
export function AnswerButton({ run }: { run: NodeRun }) {
  const { showLastRun } = useWorkflowActions();
  const isPast = useRunView((view) => view.isHeld);
  if (isPast || isHeld(run) || !waitsForPerson(run)) return null;
  return (
    <Button
      size="sm"
      className="nodrag -mr-1 ml-auto h-5.5"
      onClick={(event) => {
        // A click on the card would select it once more, beside what else is selected.
        event.stopPropagation();
        showLastRun(run.nodeId);
      }}
    >
      Answer
    </Button>
  );
}
