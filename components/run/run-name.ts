const format: Intl.DateTimeFormatOptions = {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
};

/** What a run is called where several are spoken of: "run of Nov 26, 19:03:45". */
export function runName(at: Date): string {
  return `run of ${at.toLocaleString("en-US", format)}`;
}
