import type { JsonObject } from "@/nodes/core/json";
import type { Database } from "@/server/db/open-database";

/** All texts together: what a graph of hundreds of nodes needs over and over, not what is kept. */
const mostCharacters = 16_000_000;

/** How long uses are collected before one statement notes them. */
const noteUsesMs = 1_000;

/** Channel on which processes that share a Postgres tell each other that a workspace's results are to be forgotten. */
const forgetChannel = "heddle_forget_results";

interface RecentResult {
  readonly workspaceId: string;
  readonly runId: string;
  /** JSON of the outputs, so that nobody who gets them can change what the next one gets. */
  readonly text: string;
}

/**
 * The results that were kept or found last, beside the table of them: a run of unchanged nodes asks for one after the other,
 * and each round trip to the database would cost more than all else that it does.
 */
class RecentResults {
  readonly #database: Database;
  readonly #entries = new Map<string, RecentResult>();
  #characters = 0;
  #uses = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database) {
    this.#database = database;
    if (database.kind === "postgres")
      database
        .listen(
          forgetChannel,
          (workspaceId) => this.#dropAll(workspaceId),
          () => this.#dropAll(),
        )
        .catch(() => {});
  }

  get(key: string): { readonly runId: string; readonly outputs: JsonObject } | undefined {
    const found = this.#entries.get(key);
    if (found === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, found);
    this.#uses.set(key, (this.#uses.get(key) ?? 0) + 1);
    this.#timer ??= setTimeout(() => void this.noteUses().catch(() => {}), noteUsesMs).unref();
    return { runId: found.runId, outputs: JSON.parse(found.text) };
  }

  put(key: string, result: RecentResult): void {
    if (this.#entries.has(key)) return;
    this.#entries.set(key, result);
    this.#characters += result.text.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#characters <= mostCharacters) break;
      this.#delete(oldest);
    }
  }

  /** What is not kept any more is not found here either. Other processes do the same with what they remove. */
  drop(keys: readonly string[]): void {
    for (const key of keys) this.#delete(key);
  }

  /** Here and in the other processes. */
  async forget(workspaceId: string): Promise<void> {
    this.#dropAll(workspaceId);
    if (this.#database.kind === "postgres") await this.#database.notify(forgetChannel, workspaceId);
  }

  /** What was of use is younger and counts more, where results are removed and where people look. */
  async noteUses(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#uses.size === 0) return;
    const uses = [...this.#uses].map(([key, count]) => ({ key, count }));
    this.#uses = new Map();
    await this.#database.execute(
      `update node_results r set uses = r.uses + u.count, used_at = now()
       from json_to_recordset($1::json) as u(key text, count int) where r.key = u.key`,
      [JSON.stringify(uses)],
    );
  }

  #dropAll(workspaceId?: string): void {
    for (const [key, entry] of this.#entries) {
      if (workspaceId === undefined || entry.workspaceId === workspaceId) this.#delete(key);
    }
  }

  #delete(key: string): void {
    this.#characters -= this.#entries.get(key)?.text.length ?? 0;
    this.#entries.delete(key);
  }
}

const known = new WeakMap<Database, RecentResults>();

export function recentResults(database: Database): RecentResults {
  const there = known.get(database);
  if (there !== undefined) return there;
  const made = new RecentResults(database);
  known.set(database, made);
  return made;
}
