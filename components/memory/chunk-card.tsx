import { Copy, Pencil } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { formatPlural } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { documentPath } from "./memory-paths";
import type { ChunkDraft, ChunkView } from "./memory-types";

export interface ChunkCardProps {
  chunk: ChunkView | ChunkDraft;
  collectionId: string;
  onEdit?: (chunk: ChunkView) => void;
}

/** One passage: where it stands, how long it is, whether it is there twice, and its text. */
export function ChunkCard({ chunk, collectionId, onEdit }: ChunkCardProps) {
  const { position, headings = [], page, tokens, text, double } = chunk;
  const place = [...headings, ...(page === undefined ? [] : [`page ${page}`])].join(" › ");
  return (
    <article className="rounded-lg border bg-panel px-3 pt-2 pb-3" aria-label={`Passage ${position + 1}`}>
      <header className="mb-1.5 flex min-h-6 items-center gap-2 text-sm">
        <span className="shrink-0 font-mono text-faint tabular-nums">{position + 1}</span>
        <span className="min-w-0 flex-1 truncate text-dim" title={place}>
          {place}
        </span>
        {"isEdited" in chunk && chunk.isEdited && <Badge>edited</Badge>}
        {double && (
          <Link href={documentPath(collectionId, double.documentId)} className="min-w-0 rounded-sm">
            <Badge tone="running" className="max-w-60">
              <Copy aria-hidden />
              <span className="truncate">
                double of {double.name}, {double.position + 1}
              </span>
            </Badge>
          </Link>
        )}
        {tokens !== undefined && (
          <span className="shrink-0 text-faint tabular-nums" title="Estimated">
            {formatPlural(tokens, "token")}
          </span>
        )}
        {"id" in chunk && onEdit && (
          <IconButton
            size="sm"
            label={`Edit passage ${position + 1}`}
            icon={<Pencil />}
            onClick={() => onEdit(chunk)}
          />
        )}
      </header>
      <p className="whitespace-pre-wrap break-words">{text}</p>
    </article>
  );
}
