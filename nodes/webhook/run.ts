import type { NodeRunner } from "../core/node-runner";
import type { WebhookConfig } from "./definition";

/** Gives what the request brought: it is the run's input. */
export const runWebhook: NodeRunner<WebhookConfig> = ({ run: { input } }) => ({
  body: input.body ?? null,
  headers: input.headers ?? {},
  query: input.query ?? {},
});
