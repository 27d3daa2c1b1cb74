import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { forkWords, sourceRunWords } from "./source-run-words";

export interface ReusedFromProps {
  runId: string;
  /** The output was given by hand instead of being taken as that run had it. */
  isGiven?: boolean;
  className?: string;
}

/** Leads to the run whose result was taken, or edited. */
export function ReusedFrom({ runId, isGiven = false, className }: ReusedFromProps) {
  const words = sourceRunWords(runId);
  return (
    <Tooltip
      content={
        isGiven
          ? `A person gave this output when ${words} was forked. Open that run to see what the node gave itself.`
          : `The result is from ${words}. Open it.`
      }
    >
      <Link
        href={`/runs/${runId}`}
        aria-label={isGiven ? `Given by hand, in a fork of ${words}` : `Reused from ${words}`}
        className={cn(
          "nodrag min-w-0 truncate rounded-sm text-dim underline decoration-line-strong underline-offset-2 hover:text-ink",
          className,
        )}
        // A click on a card would select it too.
        onClick={(event) => event.stopPropagation()}
      >
        {isGiven ? forkWords(runId) : `from ${words}`}
      </Link>
    </Tooltip>
  );
}
