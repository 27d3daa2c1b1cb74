import type { JobKind, JobWork } from "@/server/memory/jobs/job";

/** What each kind of job does, loaded at its first job. */
const works: Partial<Record<JobKind, () => Promise<JobWork>>> = {
  ingest: () => import("@/server/memory/ingest/ingest-document").then((module) => module.ingestDocument),
  split: () => import("@/server/memory/ingest/split-documents").then((module) => module.splitDocuments),
  embed: () => import("@/server/memory/jobs/embed-collection").then((module) => module.embedCollection),
};

export async function workOf(kind: JobKind): Promise<JobWork> {
  const load = works[kind];
  if (load === undefined) throw new Error(`Nothing carries out jobs of the kind ${kind}.`);
  return load();
}
