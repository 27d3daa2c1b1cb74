import fs from "node:fs";

/**
 * Names a process so that a later one with the same, reused id is not taken for it.
 * @returns {string} `pid:start time`; the start time is empty where the system does not tell (everywhere but Linux)
 */
export function processIdentity(pid = process.pid) {
  let started = "";
  try {
    // Field 22 of proc(5) stat; the name in field 2 may hold spaces and brackets.
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {}
  return `${pid}:${started}`;
}

/** Whether the process that `identity` names still runs. */
export function isAlive(identity) {
  const pid = Number(identity.split(":")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another user's process cannot be signaled, but it is there.
    if (error.code !== "EPERM") return false;
  }
  return processIdentity(pid) === identity;
}
