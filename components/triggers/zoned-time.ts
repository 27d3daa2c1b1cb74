/** "Fri, Mar 29, 9:00 AM Europe/Berlin": a time as the clocks of its zone show it. The machine's own zone where none is known. */
export function formatInZone(at: Date, timezone: string): string {
  const show = (timeZone?: string) =>
    at.toLocaleString("en-US", {
      weekday: "short",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hour12: false,
      timeZone,
    });
  try {
    return `${show(timezone)} ${timezone}`;
  } catch {
    return show();
  }
}
