import type { DocumentSummary } from "./memory-types";

export interface DocumentFilter {
  /** A part of the name. */
  readonly text: string;
  readonly show: "all" | "ready" | "working" | "failed" | "pinned";
}

/** The documents that fit, in their order. */
export function filterDocuments(documents: readonly DocumentSummary[], { text, show }: DocumentFilter) {
  const wanted = text.trim().toLowerCase();
  if (wanted === "" && show === "all") return documents;
  return documents.filter((one) => isShown(one, show) && one.name.toLowerCase().includes(wanted));
}

function isShown({ status, isPinned }: DocumentSummary, show: DocumentFilter["show"]): boolean {
  switch (show) {
    case "all":
      return true;
    case "pinned":
      return isPinned;
    case "ready":
      return status === "ready";
    case "working":
      return status === "queued" || status === "working";
    case "failed":
      return status === "failed" || status === "canceled";
  }
}
