import { Copy, Pencil } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { formatPlural } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import type { ChunkView } from "./memory-types";

export interface ChunkCardProps {
  chunk: ChunkView;
  /** Left out where nothing is stored yet. */
  onEdit?: (chunk: ChunkView) => void;
}

/** One passage: where it stands, how long it is, whether it is there twice, and its text. */
export function ChunkCard({ chunk, onEdit }: ChunkCardProps) {
  const { position, headings, page, tokens, text, isEdited, isDouble } = chunk;
  const place = [...headings, ...(page === undefined ? [] : [`page ${page}`])].join(" › ");
  return (
    <article className="rounded-lg border bg-panel px-3 pt-2 pb-3" aria-label={`Passage ${position + 1}`}>
      <header className="mb-1.5 flex min-h-6 items-center gap-2 text-sm">
        <span className="shrink-0 font-mono text-faint tabular-nums">{position + 1}</span>
        <span className="min-w-0 flex-1 truncate text-dim" title={place}>
          {place}
        </span>
        {isEdited && <Badge>edited</Badge>}
        {isDouble && (
          <Badge tone="running">
            <Copy aria-hidden />
            also in another document
          </Badge>
        )}
        {tokens !== undefined && (
          <span className="shrink-0 text-faint tabular-nums" title="Estimated">
            {formatPlural(tokens, "token")}
          </span>
        )}
        {onEdit && (
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
