import { type StubModel, type StubOptions, startStubModel } from "@/e2e/support/stub-model";
import type { Database } from "@/server/db/open-database";
import type { Collection, NewCollection } from "@/server/memory/collection";
import { createCollection } from "@/server/memory/create-collection";
import { documentUses } from "@/server/memory/document-uses";
import type { ModelEntryInput } from "@/server/models/model-entry";
import { newId } from "@/server/new-id";

export const workspaceId = "default";
export const signal = new AbortController().signal;

/** Letters of the alphabet as dimensions: texts with like letters are near each other, and everybody can check it. */
export function letterVector(text: string, dimensions = 26): number[] {
  const vector = Array.from({ length: dimensions }, () => 0.001);
  for (const letter of text.toLowerCase()) {
    const place = letter.charCodeAt(0) - 97;
    if (place >= 0 && place < dimensions) vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}

export interface LetterServer {
  readonly stub: StubModel;
  readonly entry: ModelEntryInput;
  /** Texts that were embedded, in their order. */
  readonly asked: string[];
}

/** A real server that embeds by letters; `answer` changes what it says. */
export async function serveLetters(
  id: string,
  answer?: StubOptions["embeddings"],
  dimensions = 26,
): Promise<LetterServer> {
  const asked: string[] = [];
  const stub = await startStubModel(() => ({}), {
    embeddings: (texts) => {
      asked.push(...texts);
      return answer?.(texts) ?? texts.map((text, index) => ({ index, embedding: letterVector(text, dimensions) }));
    },
  });
  const entry: ModelEntryInput = { id, type: "custom", base_url: stub.base, model: id, capabilities: ["embeddings"] };
  return { stub, entry, asked };
}

export function makeCollection(database: Database, more: Partial<NewCollection> = {}): Promise<Collection> {
  return createCollection(database, workspaceId, { name: `Notes ${newId()}`, ...more });
}

/** The row of a document that has nothing yet. */
export async function addDocument(database: Database, collectionId: string, name = "looms.md"): Promise<string> {
  const id = newId();
  await database.execute(
    `insert into documents (id, collection_id, name, origin) values ($1, $2, $3, '{"kind":"file"}')`,
    [id, collectionId, JSON.stringify(name)],
  );
  return id;
}

/** How many rows of each kind are there of a collection. */
export async function countRows(database: Database, collectionId: string) {
  await documentUses(database).store();
  const [row] = await database.execute<Record<"documents" | "chunks" | "vectors" | "terms" | "spaces", number>>(
    `select (select count(*) from documents where collection_id = $1) as documents,
       (select count(*) from chunks where collection_id = $1) as chunks,
       (select count(*) from chunk_vectors v join spaces s on s.id = v.space_id where s.collection_id = $1) as vectors,
       (select coalesce(sum(chunks), 0)::int from collection_terms where collection_id = $1) as terms,
       (select count(*) from spaces where collection_id = $1) as spaces`,
    [collectionId],
  );
  return row;
}
