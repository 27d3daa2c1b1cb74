import { sealJson } from "@/drizzle/schema/sealed";
import { AppError } from "@/nodes/core/app-error";
import { firstLine } from "@/nodes/core/cut-text";
import type { Database } from "@/server/db/open-database";
import { splitLong } from "@/server/memory/split-long";
import { storeDocument } from "@/server/memory/store-document";

export interface EditRemembered {
  readonly workspaceId: string;
  readonly id: string;
  readonly text: string;
  readonly signal: AbortSignal;
}

/** Replaces a remembered text, with its passages and their vectors; a search finds the old one until the new one is there. Throws `NOT_FOUND`. */
export async function editRemembered(
  database: Database,
  { workspaceId, id, text, signal }: EditRemembered,
): Promise<void> {
  if (text.trim() === "")
    throw new AppError("REQUEST_INVALID", "There is no text.", { field: "text", hint: "To take it out, forget it." });
  const [row] = await database.execute(
    "select id from documents where id = $1 and workspace_id = $2 and origin->>'kind' = 'run' and status = 'ready'",
    [id, workspaceId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no remembered text ${id}.`);
  await storeDocument(database, {
    document: { id },
    chunks: splitLong(text).map((piece) => ({ text: piece })),
    signal,
  });
  // The hash of what it was would keep the same text from being remembered again.
  await database.execute(
    `update documents set content = $2, name = $3, size = $4, content_hash = null, updated_at = now() where id = $1`,
    [id, sealJson(text), sealJson(firstLine(text, 80)), Buffer.byteLength(text)],
  );
}
