"use client";

import { ChevronRight } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { type ImportCandidate, importLabel, nameOf } from "./import-candidate";
import { ImportPreview } from "./import-preview";

export interface ImportDialogProps {
  candidates: readonly ImportCandidate[];
  onImport: () => void;
  onCheckAgain: (candidate: ImportCandidate) => void;
  onClose: () => void;
}

/** Shows what would be imported before anything is stored. */
export function ImportDialog({ candidates, onImport, onCheckAgain, onClose }: ImportDialogProps) {
  const isStoring = candidates.some(({ state }) => state.status === "storing");
  const isReady = candidates.some(({ state }) => state.status === "ready");
  const isRefused = candidates.length > 0 && candidates.every(({ state }) => state.status === "refused");
  const [only] = candidates;
  const title = candidates.length > 1 ? `Import ${candidates.length} files` : "Import a workflow";
  return (
    <Dialog
      isOpen={candidates.length > 0}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      size={candidates.length > 1 ? "lg" : "md"}
      onEnter={isReady && !isStoring ? onImport : undefined}
      footer={
        <>
          <Button onClick={onClose}>{isRefused ? "Close" : "Cancel"}</Button>
          {!isRefused && (
            <Button
              variant="primary"
              kbd="enter"
              onClick={onImport}
              isLoading={isStoring}
              disabled={!isReady && !isStoring}
            >
              {importLabel(candidates)}
            </Button>
          )}
        </>
      }
    >
      {candidates.length === 1 && only && <ImportPreview candidate={only} onCheckAgain={() => onCheckAgain(only)} />}
      {candidates.length > 1 && (
        <div className="grid gap-2">
          {candidates.map((candidate) => (
            <details key={candidate.key} className="group rounded-lg border" open={candidates.length < 4}>
              <summary className="flex h-9 list-none items-center gap-2 rounded-lg px-3 hover:bg-hover [&::-webkit-details-marker]:hidden">
                <ChevronRight
                  className="size-3.5 shrink-0 text-faint transition-[rotate] group-open:rotate-90"
                  aria-hidden
                />
                <span className="truncate font-medium">{nameOf(candidate)}</span>
                {candidate.label !== nameOf(candidate) && (
                  <span className="truncate text-faint text-sm">{candidate.label}</span>
                )}
                <span className="ml-auto">
                  <StateBadge candidate={candidate} />
                </span>
              </summary>
              <div className="border-t p-3">
                <ImportPreview candidate={candidate} onCheckAgain={() => onCheckAgain(candidate)} />
              </div>
            </details>
          ))}
        </div>
      )}
    </Dialog>
  );
}

function StateBadge({ candidate: { state } }: { candidate: ImportCandidate }) {
  switch (state.status) {
    case "checking":
    case "storing":
      return <Spinner label={state.status === "checking" ? "Checking" : "Importing"} className="text-dim" />;
    case "refused":
      return <Badge tone="bad">Cannot be imported</Badge>;
    case "stored":
      return <Badge tone="ok">Imported</Badge>;
    case "ready":
      return state.report.issues.some(({ severity }) => severity === "error") ? (
        <Badge tone="running">Needs something</Badge>
      ) : (
        <Badge tone="ok">Ready</Badge>
      );
  }
}
