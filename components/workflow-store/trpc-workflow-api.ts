import type { ApiClient } from "@/components/api/api-client";
import { appErrorOf } from "@/components/api/app-error-of";
import { AppError } from "@/nodes/core/app-error";
import type { ChangeAnswer, ChangeRequest, StoredWorkflow, WorkflowApi } from "./workflow-api";

/** The largest body that browsers let outlive a page. */
const keepaliveBytes = 60_000;

/** The store's server over tRPC. `url` is the endpoint that the client speaks to, for the one request it cannot make. */
export function trpcWorkflowApi(client: ApiClient, url: string): WorkflowApi {
  return {
    get: (id) => asAppErrors<StoredWorkflow>(client.workflows.get.query({ id })),
    change: (request, { keepalive = false } = {}) => {
      const input = { ...request, changes: [...request.changes] };
      if (keepalive) return changeWhileLeaving(url, request);
      return asAppErrors<ChangeAnswer>(client.workflows.change.mutate(input));
    },
  };
}

async function asAppErrors<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (thrown) {
    const { code, message, hint, field } = appErrorOf(thrown);
    throw new AppError(code, message, { hint, field, cause: thrown });
  }
}

/** The answer is never read: the page is gone by then, and what was sent is applied once whatever comes later. */
async function changeWhileLeaving(url: string, request: ChangeRequest): Promise<ChangeAnswer> {
  const body = JSON.stringify(request);
  if (body.length > keepaliveBytes) throw new AppError("LIMIT_EXCEEDED", "Too much to send while the page goes away.");
  await fetch(`${url}/workflows.change`, {
    method: "POST",
    keepalive: true,
    headers: { "content-type": "application/json" },
    body,
  });
  return { revision: request.baseRevision, updates: [] };
}
