/**
 * Starts a clock of processor time: it tells the milliseconds that this process worked since then, whatever else the
 * machine had to do. What bounds work is proved by it; time on the wall would fail on a busy machine.
 */
export function startCpuClock(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
}
