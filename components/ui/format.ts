/**
 * Numbers as this product writes them, so that a duration looks the same in a node, a waterfall and a table.
 * Only English for now; the thin rules live here, not in the places that show them.
 */

/** "2 ms", "640 ms", "1.88 s", "12.4 s", "2 min 5 s", "3 h 12 min"; parts of a millisecond as "0.4 ms". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1) return milliseconds <= 0 ? "0 ms" : `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const byteUnits = ["B", "KB", "MB", "GB", "TB"];

/** Decimal units, as file managers and model pages show them: "7.2 MB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${byteUnits[unit]}`;
}

const counts = new Intl.NumberFormat("en-US");
const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** "1,204"; from a hundred thousand on "128K". */
export function formatCount(count: number): string {
  return count >= 100_000 ? short.format(count) : counts.format(count);
}

/** "1 token", "41 tokens". */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

const relative = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
const steps = [
  { unit: "second", limit: 60, seconds: 1 },
  { unit: "minute", limit: 3600, seconds: 60 },
  { unit: "hour", limit: 86_400, seconds: 3600 },
  { unit: "day", limit: 604_800, seconds: 86_400 },
] as const;

/** "just now", "5 minutes ago", "yesterday"; after a week the date. */
export function formatRelativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 10) return "just now";
  const step = steps.find(({ limit }) => distance < limit);
  if (step) return relative.format(Math.trunc(seconds / step.seconds), step.unit);
  const isSameYear = at.getFullYear() === now.getFullYear();
  return at.toLocaleDateString("en-US", { month: "short", day: "numeric", year: isSameYear ? undefined : "numeric" });
}

/** "18:40"; on another day "Nov 24, 18:40". */
export function formatMoment(at: Date, now: Date): string {
  const time = at.toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.toLocaleDateString("en-US", { month: "short", day: "numeric" })}, ${time}`;
}
