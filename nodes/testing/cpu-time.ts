/**
 * The milliseconds of processor time that some work takes in this process, whatever else the machine has to do: what
 * bounds work can be proved by it, where the time on the clock would fail on a busy machine.
 */
export async function cpuTimeOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
