import type { Database } from "@/server/db/open-database";
import { loadLarge, loadLargeValues, storeLarge, storeLargeValues } from "@/server/executor/large-values";
import { isValueRef } from "@/server/runs/stored-values";

/** Large values belong to a run, and go with it: a run that takes values over from another one gets its own. */
export async function ownValues(
  database: Database,
  runId: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  if (!Object.values(values).some(isValueRef)) return values;
  return storeLargeValues(database, runId, await loadLargeValues(database, values));
}

/** The same for one value. */
export async function ownValue(database: Database, runId: string, value: unknown): Promise<unknown> {
  return isValueRef(value) ? storeLarge(database, runId, await loadLarge(database, value)) : value;
}
