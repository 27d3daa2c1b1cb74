import type { CacheDay } from "./memory-types";

const dayMs = 86_400_000;

/** Hits of all that was asked, 0 to 1; undefined while nothing was asked. */
export function hitRate(days: readonly Pick<CacheDay, "hits" | "misses">[]): number | undefined {
  const hits = days.reduce((sum, day) => sum + day.hits, 0);
  const asked = days.reduce((sum, day) => sum + day.hits + day.misses, 0);
  return asked === 0 ? undefined : hits / asked;
}

/** The last days until today, the oldest first; those on which nothing was asked are there too. */
export function lastDays(days: readonly CacheDay[], count: number, now: Date): CacheDay[] {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: count }, (_, place) => {
    const day = new Date(now.getTime() - (count - 1 - place) * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? { day, hits: 0, misses: 0 };
  });
}

/** "94 %"; never "100 %" while something missed, nor "0 %" while something hit. */
export function formatRate(rate: number): string {
  if (rate > 0 && rate < 0.01) return "under 1 %";
  return `${rate < 1 ? Math.min(99, Math.round(rate * 100)) : 100} %`;
}
