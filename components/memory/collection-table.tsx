"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useNow } from "@/components/run/use-now";
import { formatBytes, formatCount, formatRelativeTime } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { ContextMenu, Menu, type MenuEntries } from "@/components/ui/menu";
import { rowLink, Table, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { moveBetweenRows } from "@/components/workflows/row-keys";
import { collectionPath } from "./memory-paths";
import type { CollectionSummary } from "./memory-types";
import { vectorBytes } from "./vector-bytes";

export interface CollectionTableProps {
  collections: readonly CollectionSummary[];
  /** When each was last of use, by its id; `undefined` while that is not known. */
  uses: Readonly<Record<string, string>> | undefined;
  onEdit: (collection: CollectionSummary) => void;
  onRemove: (collection: CollectionSummary) => void;
}

export function CollectionTable({ collections, uses, onEdit, onRemove }: CollectionTableProps) {
  const now = useNow(10_000);
  return (
    <div className="overflow-hidden rounded-lg border bg-panel">
      <Table aria-label="Collections">
        <TableHead>
          <tr>
            <TableHeader>Name</TableHeader>
            <TableHeader isNumeric>Documents</TableHeader>
            <TableHeader isNumeric>Passages</TableHeader>
            <TableHeader>Embedded with</TableHeader>
            <TableHeader isNumeric title="What the vectors take, without their index.">
              Vectors
            </TableHeader>
            <TableHeader>Last used</TableHeader>
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </tr>
        </TableHead>
        <tbody onKeyDown={moveBetweenRows}>
          {collections.map((collection) => (
            <CollectionRow
              key={collection.id}
              usedAt={uses?.[collection.id]}
              {...{ collection, now, onEdit, onRemove }}
            />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

interface CollectionRowProps extends Pick<CollectionTableProps, "onEdit" | "onRemove"> {
  collection: CollectionSummary;
  usedAt: string | undefined;
  now: Date;
}

function CollectionRow({ collection, usedAt, now, onEdit, onRemove }: CollectionRowProps) {
  const { id, name, description, documents, chunks, space, embedder } = collection;
  const entries: MenuEntries = [
    { label: "Edit…", icon: <Pencil />, onSelect: () => onEdit(collection) },
    { type: "separator" },
    { label: "Delete…", icon: <Trash2 />, tone: "danger", onSelect: () => onRemove(collection) },
  ];
  return (
    <ContextMenu entries={entries}>
      <TableRow isInteractive data-collection={id}>
        <TableCell className="w-full max-w-0 py-2">
          <Link
            href={collectionPath(id)}
            data-row={id}
            prefetch={false}
            title={name}
            className={`block truncate font-medium ${rowLink}`}
          >
            {name}
          </Link>
          {description !== "" && <span className="block truncate text-dim text-sm">{description}</span>}
        </TableCell>
        <TableCell isNumeric>{formatCount(documents)}</TableCell>
        <TableCell isNumeric>{formatCount(chunks)}</TableCell>
        <TableCell>
          <span className="block max-w-44 truncate font-mono text-sm" title={space?.model ?? embedder}>
            {space?.model ?? embedder}
          </span>
          {space && <span className="block whitespace-nowrap text-faint text-sm">{space.dimension} dimensions</span>}
        </TableCell>
        <TableCell isNumeric className="whitespace-nowrap">
          {space ? formatBytes(vectorBytes(chunks, space.dimension)) : "–"}
        </TableCell>
        <TableCell className="whitespace-nowrap">
          {usedAt ? formatRelativeTime(new Date(usedAt), now) : <span className="text-faint">never</span>}
        </TableCell>
        <TableCell className="w-10 pl-0">
          <Menu entries={entries}>
            <IconButton size="sm" label={`More for ${name}`} icon={<Ellipsis />} className="relative" />
          </Menu>
        </TableCell>
      </TableRow>
    </ContextMenu>
  );
}
