import { spanKindColors } from "@/components/run/node-look";
import { formatDuration, formatPlural } from "@/components/ui/format";
import { KindDot } from "@/components/ui/kind";
import type { Span } from "@/nodes/core/node-run";

/** The spans of a node run in the order in which they began. */
export function SpanList({ spans, now }: { spans: readonly Span[]; now: number }) {
  if (spans.length === 0) return null;
  return (
    <section className="grid gap-1.5">
      <h3 className="text-dim text-sm">Spans</h3>
      <ol className="grid gap-px">
        {spans.map((span) => (
          <li key={`${span.attempt} ${span.spanId}`} className="grid gap-0.5 py-0.5">
            <span className="flex items-center gap-2 text-sm">
              <KindDot kind={spanKindColors[span.kind]} />
              <span className="truncate">{span.name}</span>
              <span className="ml-auto shrink-0 font-mono text-dim text-xs tabular-nums">
                {formatDuration((span.endedAt ?? Math.max(now, span.startedAt)) - span.startedAt)}
              </span>
            </span>
            <SpanNote span={span} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function SpanNote({ span }: { span: Span }) {
  if (span.error !== undefined) return <span className="pl-4 text-bad text-sm">{span.error.message}</span>;
  const { attributes } = span;
  const input = attributes["gen_ai.usage.input_tokens"];
  const output = attributes["gen_ai.usage.output_tokens"];
  const first = attributes["heddle.time_to_first_token_ms"];
  const queue = attributes["heddle.queue_ms"];
  const notes = [
    typeof input === "number" && typeof output === "number" ? `${formatPlural(input, "token")} in, ${output} out` : "",
    typeof first === "number" ? `first after ${formatDuration(first)}` : "",
    typeof queue === "number" && queue >= 1 ? `queued ${formatDuration(queue)}` : "",
  ].filter((note) => note !== "");
  return notes.length === 0 ? null : <span className="pl-4 text-faint text-xs tabular-nums">{notes.join(" · ")}</span>;
}
