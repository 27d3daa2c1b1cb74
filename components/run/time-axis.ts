/** A stretch of time that is drawn from left to right, in milliseconds since the start of the run. */
export interface TimeAxis {
  readonly length: number;
  /** Where a mark stands, and what it says. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/**
 * The axis for `elapsed` milliseconds. While a run goes on, its length grows in leaps of a quarter rather than all the
 * time, so that bars grow instead of everything shrinking.
 */
export function timeAxis(elapsed: number, isLive: boolean, tickCount: number): TimeAxis {
  const least = Math.max(elapsed, isLive ? 500 : 1);
  const length = isLive ? leap(least * 1.05) : least * 1.02;
  const step = niceStep(length / Math.max(1, tickCount));
  const count = Math.floor(length / step) + 1;
  const ticks = Array.from({ length: count }, (_, i) => ({ at: i * step, label: tickLabel(i * step, step) }));
  return { length, ticks };
}

function leap(length: number): number {
  return 500 * 1.25 ** Math.ceil(Math.log(length / 500) / Math.log(1.25));
}

/** 1, 2 or 5 times a power of ten below a second; above, what clocks count in. */
function niceStep(atLeast: number): number {
  if (atLeast > 5_000) return clockSteps.find((step) => step >= atLeast) ?? Math.ceil(atLeast / 3_600_000) * 3_600_000;
  const power = 10 ** Math.floor(Math.log10(Math.max(atLeast, 0.1)));
  const factor = [1, 2, 5, 10].find((times) => times * power >= atLeast) ?? 10;
  return factor * power;
}

const clockSteps = [10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400].map((seconds) => seconds * 1_000);

function tickLabel(at: number, step: number): string {
  if (at === 0) return "0";
  if (step >= 60_000) return `${Math.round(at / 60_000)} min`;
  if (step >= 1_000) return at >= 60_000 ? minutes(at) : `${Math.round(at / 1_000)} s`;
  if (at >= 1_000 || step >= 100) return `${(at / 1_000).toFixed(step >= 100 ? 1 : 2)} s`;
  return `${Number(at.toFixed(1))} ms`;
}

function minutes(at: number): string {
  const seconds = Math.round(at / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
