import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { formatDuration, formatPlural } from "@/components/ui/format";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { SearchMode } from "@/nodes/core/node-runner";
import type { BenchSearch } from "./bench-search";
import type { Move } from "./compare-results";
import { PassageCard } from "./passage-card";

export interface BenchResultsProps {
  search: BenchSearch;
  question: string;
  collectionId: string;
  mode: SearchMode;
  moves?: ReadonlyMap<string, Move>;
}

/** What one side found. */
export function BenchResults({ search, question, collectionId, mode, moves }: BenchResultsProps) {
  const { passages, error, isPending, tookMs } = search;
  if (error) return <ErrorNote title={error.message} hint={error.hint} code={error.code} />;
  if (isPending && passages === undefined) return <SkeletonRows count={4} label="Searching" />;
  if (passages === undefined) return null;
  if (passages.length === 0)
    return (
      <EmptyState isCompact title="No passage found">
        Ask with other words, lower the least score, or search by both.
      </EmptyState>
    );
  return (
    <>
      <p className="text-faint text-sm tabular-nums">
        {formatPlural(passages.length, "passage")}
        {tookMs !== undefined && ` in ${formatDuration(tookMs)}`}
      </p>
      <ol className="grid grid-cols-1 gap-2">
        {passages.map((passage, place) => (
          <PassageCard
            key={passage.id}
            passage={passage}
            rank={place + 1}
            question={question}
            collectionId={collectionId}
            mode={mode}
            move={moves?.get(passage.id)}
          />
        ))}
      </ol>
    </>
  );
}
