import { openJson } from "@/drizzle/schema/sealed";
import type { JsonObject } from "@/nodes/core/json";
import type { Passage } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";

interface Row {
  readonly id: number;
  readonly document_id: string;
  readonly text: string;
  readonly details: string | null;
  readonly name: string;
  readonly origin: JsonObject;
  readonly run_id: string | null;
  readonly metadata: JsonObject;
}

export interface RankedChunk {
  readonly id: number;
  readonly score: number;
  readonly why: Passage["why"];
}

/** What was found, with its text and where it is from. A chunk that was deleted meanwhile is left out. */
export async function readPassages(database: Database, ranked: readonly RankedChunk[]): Promise<Passage[]> {
  if (ranked.length === 0) return [];
  const rows = await database.execute<Row>(
    `select c.id, c.document_id, c.text, c.details, d.name, d.origin, d.run_id, d.metadata
     from chunks c join documents d on d.id = c.document_id where c.id = any($1::bigint[]) and c.generation = d.generation`,
    [ranked.map(({ id }) => id)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ranked.flatMap(({ id, score, why }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [toPassage(row, score, why)];
  });
}

function toPassage(row: Row, score: number, why: Passage["why"]): Passage {
  return {
    id: String(row.id),
    documentId: row.document_id,
    text: openJson(row.text) as string,
    score: Math.round(score * 10_000) / 10_000,
    metadata: row.metadata,
    why,
    source: sourceOf(row),
  };
}

function sourceOf({ name, origin, run_id, details }: Row): Passage["source"] {
  const { kind, address } = origin;
  const place = placeOf(details === null ? {} : (openJson(details) as Record<string, unknown>));
  return {
    name: openJson(name) as string,
    kind: kind === "file" || kind === "page" || kind === "run" ? kind : "text",
    ...(typeof address === "string" ? { address } : {}),
    ...(run_id === null ? {} : { runId: run_id }),
    ...(place === undefined ? {} : { place }),
  };
}

/** The headings above it, or the page of a file. */
function placeOf({ headings, page }: Record<string, unknown>): string | undefined {
  if (Array.isArray(headings) && headings.length > 0) return headings.join(" › ");
  return typeof page === "number" ? `Page ${page}` : undefined;
}
