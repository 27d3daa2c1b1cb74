import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";

/** Says that an answer is the tiny model's, and leads to where a bigger one is connected. */
export function StarterBadge({ className }: { className?: string }) {
  return (
    <Tooltip content="The tiny model that comes with Heddle wrote this. Connect a bigger one on the Models page.">
      <Link
        href="/models"
        className={cn("nodrag shrink-0 rounded-sm hover:underline", className)}
        aria-label="Starter model: connect a bigger one"
        // A click on a card would select it too.
        onClick={(event) => event.stopPropagation()}
      >
        <Badge>starter model</Badge>
      </Link>
    </Tooltip>
  );
}
