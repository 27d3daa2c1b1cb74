const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The time that is left, in whole seconds and at most two units: "5 s", "4 min 5 s", "3 h 12 min", "2 d 4 h". */
export function formatCountdown(leftMs: number): string {
  const left = Math.max(0, Math.ceil(leftMs / second)) * second;
  if (left < minute) return `${left / second} s`;
  if (left < hour) return `${Math.floor(left / minute)} min ${(left % minute) / second} s`;
  if (left < day) return `${Math.floor(left / hour)} h ${Math.floor((left % hour) / minute)} min`;
  return `${Math.floor(left / day)} d ${Math.floor((left % day) / hour)} h`;
}

/** The same in its larger unit alone, for where many stand below each other: "4 min left". */
export function formatLeft(leftMs: number): string {
  const [amount, unit] = formatCountdown(leftMs).split(" ");
  return `${amount} ${unit} left`;
}

/** A point in time as clocks show it; with its date unless that is today. */
export function formatClock(at: Date, now: Date): string {
  const time = at.toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.toLocaleDateString("en-US", { month: "short", day: "numeric" })}, ${time}`;
}
