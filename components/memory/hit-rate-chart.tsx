import { formatCount } from "@/components/ui/format";
import { formatRate, hitRate, lastDays } from "./hit-rate";
import type { CacheDay } from "./memory-types";

export interface HitRateChartProps {
  days: readonly CacheDay[];
  now: Date;
  /** The accessible name: of which cache. */
  label: string;
}

const shownDays = 14;

/** The hit rate of the last two weeks: a column a day, as high as what was asked, filled as far as it was there. */
export function HitRateChart({ days, now, label }: HitRateChartProps) {
  const shown = lastDays(days, shownDays, now);
  const most = Math.max(1, ...shown.map(({ hits, misses }) => hits + misses));
  const rate = hitRate(shown);
  const words =
    rate === undefined ? "not asked in the last two weeks" : `${formatRate(rate)} hits in the last two weeks`;
  return (
    <figure className="grid gap-1">
      <div role="img" aria-label={`${label}: ${words}`} className="flex h-12 items-end gap-1">
        {shown.map(({ day, hits, misses }) => (
          <div
            key={day}
            title={`${day}: ${formatCount(hits)} hits, ${formatCount(misses)} misses`}
            className="flex h-full w-3.5 flex-col justify-end"
          >
            {hits + misses === 0 ? (
              <div className="h-px bg-line-strong" />
            ) : (
              <div
                className="flex min-h-1 flex-col overflow-hidden rounded-sm bg-line-strong"
                style={{ height: `${((hits + misses) / most) * 100}%` }}
              >
                <div style={{ flexGrow: misses }} />
                <div className="bg-ok" style={{ flexGrow: hits }} />
              </div>
            )}
          </div>
        ))}
      </div>
      <figcaption className="flex justify-between text-faint text-xs">
        <span>{shown[0]?.day.slice(5)}</span>
        <span>today</span>
      </figcaption>
    </figure>
  );
}
