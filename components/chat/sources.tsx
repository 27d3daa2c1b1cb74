import { Quote } from "lucide-react";
import type { Message } from "./branch-view";

/** What an answer was given with, each with the words that were found. */
export function Sources({ sources }: { sources: NonNullable<Message["details"]["sources"]> }) {
  return (
    <section aria-label="Sources" className="grid gap-1.5">
      <h4 className="flex items-center gap-1.5 text-dim text-sm">
        <Quote className="size-3.5" aria-hidden />
        {sources.length === 1 ? "1 source" : `${sources.length} sources`}
      </h4>
      <ol className="grid gap-1">
        {sources.map(({ name, place, quote, score }, i) => (
          <li key={`${name} ${quote}`}>
            <details className="rounded-md border px-2.5 py-1.5">
              <summary className="cursor-pointer text-sm">
                <span className="text-dim tabular-nums">[{i + 1}]</span> {name}
                {place !== undefined && <span className="text-dim"> · {place}</span>}
                {score !== undefined && <span className="text-faint tabular-nums"> · {score.toFixed(2)}</span>}
              </summary>
              <blockquote className="mt-1.5 whitespace-pre-wrap break-words border-line-strong border-l-2 pl-3 text-dim text-sm">
                {quote}
              </blockquote>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}
