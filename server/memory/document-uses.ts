import type { Database } from "@/server/db/open-database";
import { logger } from "@/server/logger";

/** How long uses are collected before one statement notes them. */
const noteAfterMs = 1_000;

/** How often a search gave something of a document: noted together, since no search waits for it. */
class DocumentUses {
  readonly #database: Database;
  #uses = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  add(ids: Iterable<string>): void {
    for (const id of new Set(ids)) this.#uses.set(id, (this.#uses.get(id) ?? 0) + 1);
    if (this.#uses.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.store().catch((error: unknown) => logger().warn({ err: error }, "Uses of documents were not noted"));
    }, noteAfterMs).unref();
  }

  /** What was collected is in the rows when this resolves. */
  async store(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#uses.size === 0) return;
    const uses = [...this.#uses].sort(([one], [other]) => (one < other ? -1 : 1));
    this.#uses = new Map();
    await this.#database.execute(
      `with locked as (select id from documents where id = any($1::text[]) order by id for update)
       update documents d set uses = d.uses + u.count, used_at = now()
       from unnest($1::text[], $2::int[]) as u(id, count) join locked using (id) where d.id = u.id`,
      [uses.map(([id]) => id), uses.map(([, count]) => count)],
    );
  }
}

const known = new WeakMap<Database, DocumentUses>();

export function documentUses(database: Database): DocumentUses {
  const there = known.get(database) ?? new DocumentUses(database);
  known.set(database, there);
  return there;
}
