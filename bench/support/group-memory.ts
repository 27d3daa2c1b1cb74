import { readdirSync, readFileSync } from "node:fs";

/**
 * Resident memory of all processes of a group in MB (10⁶ bytes): a page that several of them share counts in full for
 * each. Linux only.
 * @param group id of the process that leads it
 */
export function groupMemory(group: number): number {
  let kilobytes = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (groupOf(name) !== group) continue;
      kilobytes += Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1] ?? 0);
    } catch {
      // A process that ended meanwhile.
    }
  }
  return (kilobytes * 1024) / 1e6;
}

/** Field 5 of proc(5) stat; the name in field 2 may hold spaces and brackets. */
function groupOf(pid: string): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]);
}
