import { formatCount } from "@/components/ui/format";
import type { JobView } from "./memory-types";

/** What a job's progress is called, and how far it is. */
export interface JobProgress {
  readonly label: string;
  /** The numbers: "12 of 40 pages". */
  readonly detail: string | undefined;
  /** 0 to 1; null while its end is not known. */
  readonly value: number | null;
}

interface Stage {
  readonly label: string;
  readonly one: string;
  readonly many: string;
}

const stages: Readonly<Record<string, Stage>> = {
  fetching: { label: "Fetching the page", one: "byte", many: "bytes" },
  reading: { label: "Reading", one: "page", many: "pages" },
  splitting: { label: "Splitting", one: "document", many: "documents" },
  embedding: { label: "Embedding", one: "passage", many: "passages" },
  storing: { label: "Embedding", one: "passage", many: "passages" },
  indexing: { label: "Indexing", one: "passage", many: "passages" },
};

/** "Embedding", "300 of 1,200 passages", and a quarter. */
export function jobProgress({
  status,
  stage,
  done,
  total,
}: Pick<JobView, "status" | "stage" | "done" | "total">): JobProgress {
  if (status === "queued") return { label: "Waiting for its turn", detail: undefined, value: null };
  const { label, one, many } = stages[stage] ?? { label: sentence(stage), one: "", many: "" };
  if (total === null || total <= 0) {
    const detail = done > 0 ? `${formatCount(done)} ${done === 1 ? one : many}`.trim() : undefined;
    return { label, detail, value: null };
  }
  const noun = total === 1 ? one : many;
  return { label, detail: `${formatCount(done)} of ${formatCount(total)} ${noun}`.trim(), value: done / total };
}

function sentence(stage: string): string {
  return stage === "" ? "Working" : stage.charAt(0).toUpperCase() + stage.slice(1);
}

export function isUnderWay({ status }: Pick<JobView, "status">): boolean {
  return status === "queued" || status === "running";
}
