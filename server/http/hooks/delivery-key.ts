import { AppError } from "@/nodes/core/app-error";
import type { TriggerRow } from "@/server/triggers/trigger-row";

/** Headers that name one delivery, the same each time that it is sent: ours, GitHub's, and the one of Standard Webhooks. */
const names = ["idempotency-key", "x-github-delivery", "webhook-id"];

const longest = 200;

/** The key by which a delivery that is sent again finds its run; undefined where the caller names none. */
export function deliveryKey({ node_id }: TriggerRow, headers: Headers): string | undefined {
  const name = names.find((one) => (headers.get(one) ?? "") !== "");
  if (name === undefined) return undefined;
  const given = headers.get(name) as string;
  if (given.length > longest)
    throw new AppError(
      "REQUEST_INVALID",
      `The header ${name} has at most ${longest} characters; this one has ${given.length}.`,
      { field: name },
    );
  // A key of the REST interface, or of another webhook of the workflow, is another one.
  return `webhook ${node_id} ${given}`;
}
