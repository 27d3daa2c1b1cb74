"use client";

import { useState } from "react";
import type { FieldControlProps } from "@/components/ui/field";
import { formatBytes } from "@/components/ui/format";
import { Spinner } from "@/components/ui/spinner";
import { isJsonObject } from "@/nodes/core/json";

export interface FileControlProps {
  control: FieldControlProps;
  /** `{ fileId, name, mediaType, size }` of an uploaded file, or null. */
  value: unknown;
  onChange: (file: unknown) => void;
}

/** Uploads a file when it is chosen; the value is what the server made of it. */
export function FileControl({ control, value, onChange }: FileControlProps) {
  const [state, setState] = useState<"idle" | "uploading" | "failed">("idle");

  async function upload(file: File | undefined) {
    if (file === undefined) return onChange(null);
    setState("uploading");
    try {
      onChange(await uploadFile(file));
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  return (
    <div className="grid gap-1">
      <input
        {...control}
        type="file"
        onChange={(event) => void upload(event.target.files?.[0])}
        className="text-sm file:mr-3 file:h-7 file:rounded-md file:border file:border-line-strong file:bg-raised file:px-2.5 file:text-ink"
      />
      {state === "uploading" && (
        <p className="flex items-center gap-2 text-dim text-sm">
          <Spinner /> Uploading…
        </p>
      )}
      {state === "failed" && (
        <p className="text-bad text-sm">The file was not stored. Choose it again to try once more.</p>
      )}
      {isJsonObject(value) && state === "idle" && (
        <p className="text-dim text-sm">
          {String(value.name)}, {formatBytes(Number(value.size))}
        </p>
      )}
    </div>
  );
}

async function uploadFile(file: File): Promise<unknown> {
  const body = new FormData();
  body.set("file", file);
  const response = await fetch("/api/v1/files", { method: "POST", body });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
