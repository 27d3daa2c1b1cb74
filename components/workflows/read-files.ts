import { formatBytes } from "@/components/ui/format";
import { workflowLimits } from "@/nodes/core/workflow";
import type { ImportSource } from "./import-candidate";

export interface ReadFiles {
  readonly sources: readonly ImportSource[];
  /** A sentence for each file that was not read. */
  readonly problems: readonly string[];
}

/** The text of each file; a file that is larger than any workflow is not even read. */
export async function readFiles(files: readonly File[]): Promise<ReadFiles> {
  const results = await Promise.all(files.map(readFile));
  return {
    sources: results.filter((result) => typeof result !== "string"),
    problems: results.filter((result) => typeof result === "string"),
  };
}

async function readFile(file: File): Promise<ImportSource | string> {
  if (file.size > workflowLimits.bytes) {
    const most = workflowLimits.bytes / 1024 / 1024;
    return `${file.name} has ${formatBytes(file.size)}. A workflow has at most ${most} MB.`;
  }
  try {
    return { label: file.name, text: await file.text() };
  } catch {
    return `${file.name} could not be read. Is it a folder, or was it moved?`;
  }
}
