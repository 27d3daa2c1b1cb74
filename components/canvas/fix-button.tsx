import { Button } from "@/components/ui/button";
import type { NodeRun } from "@/nodes/core/node-run";
import { useFix } from "./use-fix";

/** Opens the field that a failure names. */
export function FixButton({ run, error }: { run: NodeRun; error: NonNullable<NodeRun["error"]> }) {
  const fix = useFix();
  return (
    <Button
      size="sm"
      className="nodrag"
      onClick={(event) => {
        // A click on the card would select it beside what is to be fixed.
        event.stopPropagation();
        fix(error, run.nodeId);
      }}
    >
      Fix
    </Button>
  );
}
