import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { sourceRunWords } from "./source-run-words";

/** Leads to the run whose result was taken. */
export function ReusedFrom({ runId, className }: { runId: string; className?: string }) {
  const words = sourceRunWords(runId);
  return (
    <Tooltip content={`The result is from ${words}. Open it.`}>
      <Link
        href={`/runs/${runId}`}
        aria-label={`Reused from ${words}`}
        className={cn(
          "nodrag min-w-0 truncate rounded-sm text-dim underline decoration-line-strong underline-offset-2 hover:text-ink",
          className,
        )}
        // A click on a card would select it too.
        onClick={(event) => event.stopPropagation()}
      >
        from {words}
      </Link>
    </Tooltip>
  );
}
