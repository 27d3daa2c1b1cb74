"use client";

import { ErrorNote } from "@/components/ui/error-note";
import { JobBar } from "./job-bar";
import { isUnderWay } from "./job-progress";
import type { JobView } from "./memory-types";
import { useCancelJob } from "./use-job-actions";
import { useJobs } from "./use-jobs";

/** Work on the whole collection: splitting or embedding all of it again. */
export function CollectionJobs({ collectionId }: { collectionId: string }) {
  const jobs = useJobs(collectionId).filter(({ documentId }) => documentId === null);
  const cancel = useCancelJob();
  const [latest] = jobs;
  if (latest === undefined) return null;
  if (latest.status === "failed")
    return (
      <ErrorNote
        className="mb-4"
        title={`${kindWords[latest.kind].failed} ${latest.error?.message ?? ""}`}
        hint={latest.error?.hint ?? "What was there before is searched as before."}
        code={latest.error?.code}
      />
    );
  if (!isUnderWay(latest)) return null;
  return (
    <div className="mb-4 rounded-lg border bg-panel px-3 py-2.5">
      <p className="mb-1.5 text-pretty">{kindWords[latest.kind].running}</p>
      <JobBar job={latest} what="this work" onCancel={() => cancel(latest)} />
    </div>
  );
}

const kindWords: Readonly<Record<JobView["kind"], { readonly running: string; readonly failed: string }>> = {
  embed: {
    running:
      "The collection is embedded with another model. Until that is done, searches use the vectors that are there.",
    failed: "The collection was not embedded again.",
  },
  split: {
    running: "The documents are split again. Each is searched as before until its turn is over.",
    failed: "The documents were not split again.",
  },
  ingest: { running: "Documents are being added.", failed: "A document was not added." },
};
