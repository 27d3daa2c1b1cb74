import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { AppError } from "@/nodes/core/app-error";
import { database } from "@/server/db/database";
import { mediaTypeOf } from "@/server/files/media-type";
import { plainName } from "@/server/files/plain-name";
import { largestFile, makeFilesFolder, pathOf, type StoredFile } from "@/server/files/stored-file";
import { newId } from "@/server/new-id";

export interface SaveFile {
  readonly workspaceId: string;
  /** What people call it; any text. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** Stores an upload: renamed to an id, typed by its content. Throws `LIMIT_EXCEEDED`. */
export async function saveFile({ workspaceId, name, content }: SaveFile): Promise<StoredFile> {
  if (content.byteLength > largestFile)
    throw new AppError("LIMIT_EXCEEDED", `A file has at most ${largestFile / 1024 / 1024} MB.`);
  const file: StoredFile = {
    fileId: newId(),
    name: plainName(name),
    mediaType: mediaTypeOf(content),
    size: content.byteLength,
  };
  await makeFilesFolder();
  await writeFile(/* turbopackIgnore: true */ pathOf(file.fileId), content, { mode: 0o600, flag: "wx" });
  try {
    await insert(workspaceId, file, content);
  } catch (error) {
    // Nobody would know of it, and who tries again stores another one.
    await rm(/* turbopackIgnore: true */ pathOf(file.fileId), { force: true });
    throw error;
  }
  return file;
}

async function insert(workspaceId: string, file: StoredFile, content: Uint8Array): Promise<void> {
  const sha256 = createHash("sha256").update(content).digest("hex");
  await (await database()).execute(
    "insert into files (id, workspace_id, name, media_type, size, sha256) values ($1, $2, $3, $4, $5, $6)",
    [file.fileId, workspaceId, file.name, file.mediaType, file.size, sha256],
  );
}
