import type { Database } from "@/server/db/open-database";
import { env } from "@/server/env";
import { keyedHash } from "@/server/security/keyed-hash";

/** The key of a text's vector: nobody without the secret can try which text it was. */
export function embeddingKey(maker: string, text: string): string {
  return keyedHash("embeddings", `${maker}\0${text}`);
}

/** The vectors that are known of these keys, and notes that they were of use. */
export async function findVectors(database: Database, keys: readonly string[]): Promise<Map<string, Float32Array>> {
  if (keys.length === 0 || !isOn()) return new Map();
  const rows = await database.execute<{ key: string; vector: Uint8Array }>(
    `with found as (select key from embeddings where key = any($1::text[]) for update skip locked),
       noted as (update embeddings set uses = uses + 1, used_at = now() where key in (select key from found))
     select key, vector from embeddings where key = any($1::text[])`,
    [keys],
  );
  // A copy of its own: floats have to begin at a multiple of four bytes.
  return new Map(rows.map(({ key, vector }) => [key, new Float32Array(new Uint8Array(vector).buffer)]));
}

/** Keeps vectors for texts that come again. */
export async function keepVectors(
  database: Database,
  maker: string,
  vectors: ReadonlyMap<string, Float32Array>,
): Promise<void> {
  if (vectors.size === 0 || !isOn()) return;
  const encoded = [...vectors.values()].map((vector) =>
    Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64"),
  );
  await database.execute(
    `insert into embeddings (key, maker, vector)
     select key, $1, decode(vector, 'base64') from unnest($2::text[], $3::text[]) as v(key, vector) order by key
     on conflict (key) do nothing`,
    [maker, [...vectors.keys()], encoded],
  );
}

/** Forgets the vectors of these texts: what is deleted shall not be there as a vector either. */
export async function forgetVectors(database: Database, maker: string, texts: readonly string[]): Promise<void> {
  if (texts.length === 0) return;
  const keys = texts.map((text) => embeddingKey(maker, text));
  await database.execute("delete from embeddings where key = any($1::text[])", [keys]);
}

/** Bytes of a row beside the vector, roughly. */
const rowBytes = 200;

/** Removes vectors that were not of use for so many days, and those used longest ago while all are too large together. */
export async function deleteOldVectors(database: Database, { days, megabytes } = env().embeddingCache): Promise<void> {
  await database.execute("delete from embeddings where used_at < now() - $1::int * interval '1 day'", [days]);
  await database.execute(
    `delete from embeddings where key in (
       select key from (select key, sum(length(vector) + ${rowBytes}) over (order by used_at desc, key) as total
                        from embeddings) as sized
       where total > $1::bigint)`,
    [megabytes * 1_000_000],
  );
  await database.execute("delete from cache_counts where day < to_char(now() - interval '400 days', 'YYYY-MM-DD')");
}

function isOn(): boolean {
  return env().embeddingCache.megabytes > 0;
}
