import postgres from "postgres";
import { poolOptions } from "@/server/db/postgres-client";

/**
 * A connection of its own that holds locks for this process (`pg_try_advisory_lock`). They are free as soon as it closes,
 * however the process ends. It opens at the first statement, and again after the database was away; `onLost` tells that the
 * locks are gone.
 */
export class LockSession {
  readonly #sql: postgres.Sql;

  constructor(url: string, onLost: () => void) {
    this.#sql = postgres(url, {
      ...poolOptions,
      max: 1,
      max_lifetime: null,
      onclose: onLost,
      connection: { application_name: "heddle locks" },
    });
  }

  /** Statements are carried out in the order in which they are given. */
  async query<Row>(text: string, parameters: readonly (string | number | readonly number[])[]): Promise<Row[]> {
    const rows: unknown = await this.#sql.unsafe(text, parameters.map(toParameter), { prepare: true });
    return rows as Row[];
  }

  async close(): Promise<void> {
    await this.#sql.end({ timeout: 1 });
  }
}

function toParameter(value: string | number | readonly number[]): string | number {
  return typeof value === "object" ? `{${value.join(",")}}` : value;
}
