"use client";

import { FileUp, RotateCcw, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { formatBytes } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import type { Upload } from "./upload-queue";

export interface UploadListProps {
  uploads: readonly Upload[];
  onRetry: (id: string) => void;
  onCancel: (id: string) => void;
}

/** Files that are on their way, or did not get there. */
export function UploadList({ uploads, onRetry, onCancel }: UploadListProps) {
  if (uploads.length === 0) return null;
  return (
    <ul aria-label="Uploads" className="mb-4 grid max-h-72 grid-cols-1 gap-1.5 overflow-y-auto">
      {uploads.map((upload) => (
        <li key={upload.id}>
          {upload.status === "failed" ? (
            <Failed upload={upload} onRetry={() => onRetry(upload.id)} onCancel={() => onCancel(upload.id)} />
          ) : (
            <Sending upload={upload} onCancel={() => onCancel(upload.id)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Sending({ upload: { file, status, sentBytes }, onCancel }: { upload: Upload; onCancel: () => void }) {
  return (
    <div className="flex items-center gap-3 rounded-lg border bg-panel px-3 py-2">
      <FileUp className="size-4 shrink-0 text-dim" aria-hidden />
      <Progress
        className="min-w-0 flex-1"
        label={file.name}
        value={status === "waiting" ? 0 : sentBytes / Math.max(1, file.size)}
        detail={status === "waiting" ? "waiting" : `${formatBytes(sentBytes)} of ${formatBytes(file.size)}`}
      />
      <IconButton size="sm" label={`Cancel ${file.name}`} icon={<X />} onClick={onCancel} />
    </div>
  );
}

interface FailedProps {
  upload: Upload;
  onRetry: () => void;
  onCancel: () => void;
}

function Failed({ upload: { file, error }, onRetry, onCancel }: FailedProps) {
  return (
    <ErrorNote
      title={`${file.name} was not added. ${error?.message ?? ""}`}
      hint={error?.hint}
      action={
        <>
          <Button size="sm" icon={<RotateCcw />} onClick={onRetry}>
            Try again
          </Button>
          <IconButton size="sm" label={`Dismiss ${file.name}`} icon={<X />} onClick={onCancel} />
        </>
      }
    />
  );
}
