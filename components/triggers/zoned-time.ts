/** "Fri, Mar 29, 09:00": a time as the clocks of its zone show it; those of this machine where the zone is none. */
export function clockInZone(at: Date, timezone: string): string {
  const show = (timeZone?: string) =>
    at.toLocaleString("en-US", {
      weekday: "short",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone,
    });
  try {
    return show(timezone);
  } catch {
    return show();
  }
}

/** The same with the name of the zone. */
export function formatInZone(at: Date, timezone: string): string {
  return `${clockInZone(at, timezone)} ${timezone}`.trim();
}
