import type { Database } from "@/server/db/open-database";

export const jobKinds = ["ingest", "split", "embed"] as const;
export type JobKind = (typeof jobKinds)[number];

/** What the work of a job is given. */
export interface JobContext {
  readonly database: Database;
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: JobKind;
  readonly collectionId: string;
  /** Null where it is about the whole collection. */
  readonly documentId: string | null;
  readonly options: Readonly<Record<string, unknown>>;
  /** Aborted when somebody cancels the job, and when this process stops: then it goes on elsewhere, or at the next start. */
  readonly signal: AbortSignal;
  /** Whether the signal was aborted because this process stops: what is done so far is of use to whoever goes on. */
  readonly isInterrupted: () => boolean;
  /** Shown to everybody who looks. Cheap to call often: what is stored follows within a moment. */
  readonly progress: (stage: string, done?: number, total?: number) => void;
}

/** Carries a job out. It may be called again after a crash, and finds what it did before. Throws what fails the job. */
export type JobWork = (job: JobContext) => Promise<void>;
