/** Of a document: a search finds what is `ready`. */
export const documentStatuses = ["queued", "working", "ready", "failed", "canceled"] as const;
export type DocumentStatus = (typeof documentStatuses)[number];

/** Of long work on a collection. */
export const jobStatuses = ["queued", "running", "completed", "failed", "canceled"] as const;
export type JobStatus = (typeof jobStatuses)[number];
