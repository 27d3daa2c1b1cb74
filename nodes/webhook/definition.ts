import { z } from "zod";
import { defineNode } from "../core/node-definition";
import { secretsIn } from "../core/template-ports";

export const webhookMethods = ["POST", "GET", "PUT", "PATCH", "DELETE", "ANY"] as const;
export const webhookSignatures = ["none", "secret", "hmac"] as const;

const webhookConfigSchema = z.object({
  path: z
    .string()
    .max(200, "A path has at most 200 characters.")
    .regex(
      /^([A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+)*)?$/,
      "A path has letters, digits and . _ ~ - between single slashes.",
    )
    .refine(
      (path) => !path.split("/").some((part) => part === "." || part === ".."),
      "A part of a path is not . or .. alone: no caller could send it.",
    )
    .default(""),
  method: z.enum(webhookMethods, `The method is one of ${webhookMethods.join(", ")}.`).default("POST"),
  signature: z
    .enum(webhookSignatures, `The check is one of ${webhookSignatures.join(", ")}.`)
    .default("none")
    .describe(
      "secret: the header X-Heddle-Secret has it. hmac: X-Hub-Signature-256 or X-Heddle-Signature signs the body.",
    ),
  secret: z.string().max(1_000).default("").describe("What both sides know; may be {{ secrets.NAME }}."),
  respond: z
    .enum(["now", "finished"], "It answers now or finished.")
    .default("now")
    .describe("now: 202 with the id of the run. finished: the run's output, or a response of its own."),
});
export type WebhookConfig = z.infer<typeof webhookConfigSchema>;

export const webhookDefinition = defineNode<WebhookConfig>({
  type: "webhook",
  version: 1,
  title: "Webhook",
  description: "Starts a run when another program calls an address.",
  family: "data",
  icon: "webhook",
  keywords: ["trigger", "hook", "http", "request", "callback", "event", "api"],
  config: webhookConfigSchema,
  initialConfig: { path: "my-hook", method: "POST", signature: "none", respond: "now" },
  entry: "trigger",
  pure: () => true,
  canContinue: false,
  ports: () => ({
    inputs: [],
    outputs: [
      { name: "body", kind: "any", description: "JSON as data, a form as an object, all else as text." },
      { name: "headers", kind: "json" },
      { name: "query", kind: "json" },
    ],
  }),
  fields: [
    { name: "path", label: "Path", input: "text", hint: "The address is /api/hooks/ and this." },
    {
      name: "method",
      label: "Method",
      input: "select",
      choices: webhookMethods.map((value) => ({ value, label: value === "ANY" ? "Any" : value })),
    },
    {
      name: "signature",
      label: "Check",
      input: "select",
      choices: [
        { value: "none", label: "None", hint: "Whoever knows the address may start a run." },
        { value: "secret", label: "Secret", hint: "The caller sends it in the header X-Heddle-Secret." },
        { value: "hmac", label: "Signature", hint: "HMAC-SHA256 of the body, as GitHub sends it." },
      ],
    },
    {
      name: "secret",
      label: "Secret",
      input: "text",
      isSecret: true,
      when: { field: "signature", is: ["secret", "hmac"] },
    },
    {
      name: "respond",
      label: "Answer",
      input: "select",
      choices: [
        { value: "now", label: "At once", hint: "202 with the id of the run." },
        { value: "finished", label: "When the run is over", hint: "With its output." },
      ],
    },
  ],
  summary: ({ method, path }) => `${method} /api/hooks/${path}`,
  secrets: ({ secret }) => secretsIn([{ field: "secret", text: secret }]),
  check: ({ path, signature, secret }) => [
    ...(path === "" ? [{ field: "path", message: "Choose the path of its address." }] : []),
    ...(signature !== "none" && secret.trim() === ""
      ? [{ field: "secret", message: "Set the secret that both sides know, or choose no check." }]
      : []),
  ],
});
