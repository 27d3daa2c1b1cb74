import { randomUUID } from "node:crypto";
import type { Database } from "@/server/db/open-database";
import { JobHost } from "@/server/memory/jobs/job-host";
import { workOf } from "@/server/memory/jobs/works";
import { singleton } from "@/server/singleton";

function hosts(): Map<Database, JobHost> {
  return singleton("memory-jobs", () => new Map<Database, JobHost>());
}

/** What carries out the jobs of a database in this process. */
export function jobHost(database: Database): JobHost {
  const there = hosts().get(database);
  if (there !== undefined) return there;
  const made = new JobHost({ database, owner: `${process.pid}-${randomUUID()}`, workOf });
  hosts().set(database, made);
  return made;
}

/** Ends the work of this process on jobs; what is open goes on elsewhere, or at the next start. */
export async function stopJobs(): Promise<void> {
  const stopped = [...hosts().values()];
  hosts().clear();
  await Promise.all(stopped.map((host) => host.stop()));
}
