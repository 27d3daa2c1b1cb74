import { asc, eq } from "drizzle-orm";
import { models } from "@/drizzle/schema/models";
import { database } from "@/server/db/database";
import { singleton } from "@/server/singleton";
import type { ModelEntry } from "./model-entry";

/** The entries that were made in the app. */
export interface ModelStore {
  /** Oldest first. */
  readonly list: () => Promise<readonly ModelEntry[]>;
  /** Stores an entry under its id, replacing an earlier one. */
  readonly put: (entry: ModelEntry) => Promise<void>;
  /** Whether there was one. */
  readonly remove: (id: string) => Promise<boolean>;
  /** Whether other processes may write too. */
  readonly isShared: () => Promise<boolean>;
}

export function modelStore(): ModelStore {
  return singleton("model-store", () => databaseModelStore);
}

const databaseModelStore: ModelStore = {
  async list() {
    const { db } = await database();
    const rows = await db.select().from(models).orderBy(asc(models.createdAt), asc(models.id));
    return rows.map(({ config, apiKey }) => ({ ...(config as ModelEntry), ...openSecrets(apiKey) }));
  },
  async put(entry) {
    const { db } = await database();
    const { api_key, headers, ...config } = entry;
    const apiKey = api_key === undefined && headers === undefined ? null : JSON.stringify({ api_key, headers });
    const values = { config, apiKey };
    await db
      .insert(models)
      .values({ id: entry.id, ...values })
      .onConflictDoUpdate({ target: models.id, set: { ...values, updatedAt: new Date() } });
  },
  async remove(id) {
    const { db } = await database();
    const rows = await db.delete(models).where(eq(models.id, id)).returning({ id: models.id });
    return rows.length > 0;
  },
  async isShared() {
    return (await database()).kind === "postgres";
  },
};

/** Key and headers travel together in the sealed column: a header may be a key as well. */
function openSecrets(sealed: string | null): Pick<ModelEntry, "api_key" | "headers"> {
  return sealed === null ? {} : (JSON.parse(sealed) as Pick<ModelEntry, "api_key" | "headers">);
}
