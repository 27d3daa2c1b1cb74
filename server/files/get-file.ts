import { readFile } from "node:fs/promises";
import { AppError } from "@/nodes/core/app-error";
import { database } from "@/server/db/database";
import { readFileRecords } from "@/server/files/read-file-records";
import { pathOf, type StoredFile } from "@/server/files/stored-file";

/** Throws `NOT_FOUND`. */
export async function getFile(workspaceId: string, fileId: string): Promise<StoredFile & { readonly content: Buffer }> {
  const record = (await readFileRecords(await database(), workspaceId, [fileId])).get(fileId);
  if (record === undefined) throw new AppError("NOT_FOUND", `There is no file ${fileId}.`);
  // The id comes from the table, so that it is one of ours and no path.
  const content = await readFile(/* turbopackIgnore: true */ pathOf(record.fileId));
  return { ...record, content };
}
