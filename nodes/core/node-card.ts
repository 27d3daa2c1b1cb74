import type { NodeRun } from "./node-run";
import type { WorkflowNode } from "./workflow";

/** What the look of a node type on the canvas is drawn from (`nodes/<type>/card.tsx`). */
export interface NodeCardProps {
  readonly node: WorkflowNode;
  /** Parsed; absent when the definition refuses it. */
  readonly config: Readonly<Record<string, unknown>> | undefined;
  /** In the run that is shown. */
  readonly run: NodeRun | undefined;
}
