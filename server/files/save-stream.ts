import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { AppError } from "@/nodes/core/app-error";
import type { DatabaseSession } from "@/server/db/open-database";
import { mediaTypeOf } from "@/server/files/media-type";
import { plainName } from "@/server/files/plain-name";
import { makeFilesFolder, pathOf, type StoredFile } from "@/server/files/stored-file";
import { newId } from "@/server/new-id";

export interface SaveStream {
  readonly workspaceId: string;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
  /** In bytes. */
  readonly most: number;
}

export interface SavedStream extends StoredFile {
  readonly sha256: string;
}

const startBytes = 64 * 1024;

/**
 * Stores what comes as it comes, so that a large file is never in memory whole. Throws `LIMIT_EXCEEDED`, and keeps nothing
 * of what is too large or broke off.
 */
export async function saveStream(
  database: Pick<DatabaseSession, "execute">,
  { workspaceId, name, content, most }: SaveStream,
): Promise<SavedStream> {
  const fileId = newId();
  await makeFilesFolder();
  try {
    const { size, start, sha256 } = await write(fileId, content, most, name);
    const file = { fileId, name: plainName(name), mediaType: mediaTypeOf(start), size, sha256 };
    await database.execute(
      "insert into files (id, workspace_id, name, media_type, size, sha256) values ($1, $2, $3, $4, $5, $6)",
      [fileId, workspaceId, file.name, file.mediaType, size, sha256],
    );
    return file;
  } catch (error) {
    await rm(/* turbopackIgnore: true */ pathOf(fileId), { force: true });
    throw error;
  }
}

async function write(fileId: string, content: AsyncIterable<Uint8Array>, most: number, name: string) {
  const hash = createHash("sha256");
  const head: Uint8Array[] = [];
  let size = 0;
  const handle = await open(/* turbopackIgnore: true */ pathOf(fileId), "wx", 0o600);
  try {
    for await (const part of content) {
      if (size < startBytes) head.push(part);
      size += part.byteLength;
      refuseLarge(size, most, name);
      hash.update(part);
      await handle.writeFile(part);
    }
  } finally {
    await handle.close();
  }
  return { size, start: Buffer.concat(head).subarray(0, startBytes), sha256: hash.digest("hex") };
}

/** Throws `LIMIT_EXCEEDED`. */
export function refuseLarge(size: number, most: number, name: string): void {
  if (size <= most) return;
  throw new AppError("LIMIT_EXCEEDED", `${plainName(name)} is larger than ${most / 1024 / 1024} MB.`, {
    hint: "Cut it into several files, or raise HEDDLE_MAX_DOCUMENT_MB.",
  });
}
