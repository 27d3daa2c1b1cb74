import { formatPlural } from "@/components/ui/format";
import type { StatusName } from "@/components/ui/status";
import type { DocumentStatus } from "@/nodes/core/collection-status";
import { originOf } from "./document-origin";
import type { CollectionSummary, DocumentSummary } from "./memory-types";

/** How a document's state is shown: one look of those that runs have, with a word of its own. */
export const documentLooks: Readonly<Record<DocumentStatus, { readonly status: StatusName; readonly label: string }>> =
  {
    queued: { status: "queued", label: "Queued" },
    working: { status: "running", label: "Working" },
    ready: { status: "completed", label: "Ready" },
    failed: { status: "failed", label: "Failed" },
    canceled: { status: "canceled", label: "Canceled" },
  };

/** What a document is, in a word or two: "PDF", "Markdown", a page's host. */
export function kindOf({ origin, mediaType }: Pick<DocumentSummary, "origin" | "mediaType">): string {
  const { kind, address } = originOf(origin);
  if (kind === "run") return "Remembered";
  if (kind === "page") return hostOf(address) ?? "Page";
  const known: Record<string, string> = {
    "application/pdf": "PDF",
    "text/html": "HTML",
    "text/markdown": "Markdown",
    "text/csv": "CSV",
    "application/json": "JSON",
    "text/plain": "Text",
  };
  return known[mediaType.split(";")[0] ?? ""] ?? mediaType;
}

function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
}

/** "3 files, 212 passages and their vectors". */
export function lossOf(documents: readonly Pick<DocumentSummary, "chunks" | "origin">[]): string {
  return lossWords({
    documents: documents.length,
    chunks: documents.reduce((sum, { chunks }) => sum + chunks, 0),
    noun: documents.every(({ origin }) => originOf(origin).kind === "file") ? "file" : "document",
  });
}

export function lossOfCollection({ documents, chunks }: Pick<CollectionSummary, "documents" | "chunks">): string {
  return lossWords({ documents, chunks, noun: "document" });
}

function lossWords({ documents, chunks, noun }: { documents: number; chunks: number; noun: string }): string {
  const texts = formatPlural(documents, noun);
  if (chunks === 0) return texts;
  return `${texts}, ${formatPlural(chunks, "passage")} and ${chunks === 1 ? "its vector" : "their vectors"}`;
}

/** Said wherever something is deleted. */
export const backupsKeep = "They are gone from the search and the caches at once. Backups made before keep them.";
