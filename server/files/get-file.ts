import { readFile } from "node:fs/promises";
import { AppError } from "@/nodes/core/app-error";
import { database } from "@/server/db/database";
import { pathOf, type StoredFile } from "@/server/files/stored-file";

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly size: number;
}

/** Throws `NOT_FOUND`. */
export async function getFile(workspaceId: string, fileId: string): Promise<StoredFile & { readonly content: Buffer }> {
  const [row] = await (await database()).execute<FileRow>(
    "select id, name, media_type, size from files where id = $1 and workspace_id = $2",
    [fileId, workspaceId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no file ${fileId}.`);
  // The id comes from the table, so that it is one of ours and no path.
  const content = await readFile(/* turbopackIgnore: true */ pathOf(row.id));
  return { fileId: row.id, name: row.name, mediaType: row.media_type, size: Number(row.size), content };
}
