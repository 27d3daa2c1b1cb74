import { AppError } from "@/nodes/core/app-error";
import { webhookMethods } from "@/nodes/webhook/definition";
import { database } from "@/server/db/database";
import type { TriggerRow } from "@/server/triggers/trigger-row";

/** What a webhook may be called with; HEAD and OPTIONS ask about it, and start nothing. */
export const hookMethods: readonly string[] = webhookMethods.filter((method) => method !== "ANY");

/** An exact method before `ANY`. The same answer for an unknown path and a wrong method: nobody learns what there is. */
export async function findHook(path: string, method: string): Promise<TriggerRow> {
  const called = method === "HEAD" ? "GET" : method;
  const [row] = hookMethods.includes(called)
    ? await (await database()).execute<TriggerRow>(
        "select * from triggers where path = $1 and method in ($2, 'ANY') order by method = 'ANY' limit 1",
        [path, called],
      )
    : [];
  if (row !== undefined) return row;
  throw new AppError("NOT_FOUND", "No published webhook has this address and method.", {
    hint: "A webhook answers after its workflow was published, at /api/hooks/ and its path.",
  });
}
