import { Button } from "@/components/ui/button";
import { formatBytes, formatCount } from "@/components/ui/format";
import { formatRate, hitRate, lastDays } from "./hit-rate";
import { HitRateChart } from "./hit-rate-chart";
import type { CacheView } from "./memory-types";

export interface CacheCardProps {
  title: string;
  description: string;
  /** What one entry is: "vector". */
  noun: string;
  cache: CacheView;
  now: Date;
  isClearing: boolean;
  onClear: () => void;
}

/** One cache: how much is in it, and how often it had what was asked for. */
export function CacheCard({ title, description, noun, cache, now, isClearing, onClear }: CacheCardProps) {
  const { entries, bytes, days } = cache;
  const rate = hitRate(lastDays(days, 14, now));
  return (
    <section className="grid content-start gap-4 rounded-lg border bg-panel p-4" aria-label={title}>
      <header className="flex items-start justify-between gap-4">
        <div>
          <h3 className="font-semibold">{title}</h3>
          <p className="mt-0.5 text-pretty text-dim">{description}</p>
        </div>
        <Button size="sm" isLoading={isClearing} disabled={entries === 0} onClick={onClear}>
          Clear
        </Button>
      </header>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <dl className="grid gap-1 tabular-nums [&_dt]:text-faint [&_dt]:text-sm">
          <div>
            <dt>Hit rate</dt>
            <dd className="font-semibold text-2xl">{rate === undefined ? "–" : formatRate(rate)}</dd>
          </div>
          <div className="text-dim text-sm">
            {formatCount(entries)} {entries === 1 ? noun : `${noun}s`} · {formatBytes(bytes)}
          </div>
        </dl>
        <HitRateChart days={days} now={now} label={title} />
      </div>
    </section>
  );
}
