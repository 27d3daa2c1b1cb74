import type { DatabaseSession } from "@/server/db/open-database";
import type { StoredFile } from "@/server/files/stored-file";

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly size: number;
}

/** What the server wrote down of these uploads, by id; an id that is none of its own is absent. */
export async function readFileRecords(
  session: DatabaseSession,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredFile>> {
  const possible = [...new Set(ids)].filter((id) => /^[0-9a-z]{1,64}$/.test(id));
  if (possible.length === 0) return new Map();
  const places = possible.map((_, i) => `$${i + 2}`).join(", ");
  const rows = await session.execute<FileRow>(
    `select id, name, media_type, size from files where workspace_id = $1 and id in (${places})`,
    [workspaceId, ...possible],
  );
  return new Map(
    rows.map(({ id, name, media_type, size }) => [id, { fileId: id, name, mediaType: media_type, size: Number(size) }]),
  );
}
