import { CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { RunError } from "@/nodes/core/app-error";
import { errorPlace } from "./error-place";
import type { NodeLook } from "./node-look";

export interface RunErrorBarProps {
  error: RunError;
  look: (nodeId: string, path?: string) => NodeLook;
  /** Opens the field that the error names; without it the node is only shown. */
  onFix: ((error: RunError, nodeId: string) => void) | undefined;
  onSelectNode: (nodeId: string) => void;
}

/** Why the run failed, where, and the way there, in as little height as it takes. */
export function RunErrorBar({ error, look, onFix, onSelectNode }: RunErrorBarProps) {
  const { nodeId, message, cause, hint } = error;
  const place = errorPlace(error, look);
  const more = [cause, hint].filter((text) => text !== undefined && text !== "").join(" ");
  return (
    <div role="alert" className="flex shrink-0 items-start gap-2 border-b bg-bad/12 px-3 py-1.5">
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <p className="max-h-24 min-w-0 flex-1 overflow-y-auto text-pretty break-words">
        {place !== undefined && !message.startsWith(place) && <span className="font-medium">{place}: </span>}
        <span className="font-medium">{message}</span> <span className="text-dim">{more}</span>
      </p>
      {nodeId !== undefined && (
        <Button size="sm" onClick={() => (onFix ? onFix(error, nodeId) : onSelectNode(nodeId))}>
          {onFix ? "Fix" : "Show the node"}
        </Button>
      )}
    </div>
  );
}
