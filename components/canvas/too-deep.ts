import { toast } from "@/components/ui/toast";
import { workflowLimits } from "@/nodes/core/workflow";

/** Says why a container took something not. */
export function tooDeep(): void {
  toast.failed(`Containers nest at most ${workflowLimits.containerDepth} deep.`, {
    description: "Put it into a container further out.",
  });
}
