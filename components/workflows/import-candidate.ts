import type { ClientError } from "@/components/api/app-error-of";
import type { ApiOutputs } from "@/components/api/types";
import type { DocumentFacts } from "./document-facts";

export type ImportReport = ApiOutputs["workflows"]["import"]["report"];

/** A text that somebody wants to import: one file, or what was pasted. */
export interface ImportSource {
  /** The file's name, or "Pasted text". */
  readonly label: string;
  readonly text: string;
}

/** How far one of them has come. Nothing is stored before the person has seen it as `ready`. */
export type ImportState =
  | { readonly status: "checking" }
  | { readonly status: "ready"; readonly report: ImportReport }
  | { readonly status: "refused"; readonly error: ClientError }
  | { readonly status: "storing"; readonly report: ImportReport }
  | { readonly status: "stored"; readonly report: ImportReport; readonly id: string };

export interface ImportCandidate extends ImportSource {
  readonly key: string;
  readonly facts: DocumentFacts;
  readonly state: ImportState;
}

/** The name of the workflow as far as it can be read, else that of the file. */
export function nameOf({ facts, label }: Pick<ImportCandidate, "facts" | "label">): string {
  return facts.name ?? label;
}

/** The verb of the button: "Import", "Import 2 of 3". */
export function importLabel(candidates: readonly ImportCandidate[]): string {
  const ready = candidates.filter(({ state }) => state.status === "ready" || state.status === "storing").length;
  if (candidates.length <= 1) return "Import";
  return ready === candidates.length ? `Import all ${ready}` : `Import ${ready} of ${candidates.length}`;
}
