import { z } from "zod";
import { cutText } from "../core/cut-text";
import { type ConfigIssue, defineNode } from "../core/node-definition";
import { secretsIn, type TemplateField, templateIssues, templatePorts } from "../core/template-ports";
import { parametersOf } from "../core/tool-spec";
import { isHostPattern, literalHost } from "./url-host";

export const httpMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const withoutBody: readonly string[] = ["GET", "HEAD"];

const httpConfigSchema = z.object({
  method: z.preprocess(
    (value) => (typeof value === "string" ? value.toUpperCase() : value),
    z.enum(httpMethods, `The method is one of ${httpMethods.join(", ")}.`).default("GET"),
  ),
  url: z.string().max(20_000).default("").describe("A template; starts with http:// or https://."),
  headers: z
    .record(
      z
        .string()
        .regex(
          /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/,
          "A header's name has letters, digits and hyphens, no spaces and no colon.",
        ),
      z.string("A header's value is text."),
    )
    .default({})
    .describe("Templates by header name."),
  body: z
    .string("The body is text: write JSON as text, with {{ name | json }} for a value.")
    .max(200_000)
    .default("")
    .describe("A template."),
  responseType: z
    .enum(["auto", "json", "text", "base64"], "The response is read as auto, json, text or base64.")
    .default("auto")
    .describe("auto: JSON or text by its content type, anything else as base64."),
  failOnStatus: z.boolean().default(true).describe("Whether a status of 400 or above fails the node."),
  allowHosts: z
    .array(
      z
        .string()
        .refine(
          isHostPattern,
          "A host is a name such as api.example.com, *.example.com or 10.0.0.5:8080, without https:// and path.",
        ),
    )
    .default([])
    .describe(
      "When it names hosts, no other one is reached. It narrows what the workflow was granted, and widens nothing.",
    ),
  description: z.string().max(2_000).default("").describe("When it is used as a tool: what the address gives."),
});
export type HttpConfig = z.infer<typeof httpConfigSchema>;

export function httpTemplates({ url, headers, body }: HttpConfig): TemplateField[] {
  return [
    { field: "url", text: url },
    ...Object.entries(headers).map(([name, text]) => ({ field: `headers.${name}`, text })),
    { field: "body", text: body },
  ];
}

export const httpDefinition = defineNode<HttpConfig>({
  type: "http",
  version: 1,
  title: "HTTP request",
  description: "Calls a web address and gives what it answers.",
  family: "data",
  icon: "globe",
  keywords: ["api", "rest", "fetch", "web", "webhook", "request", "post", "get", "tool"],
  config: httpConfigSchema,
  initialConfig: { method: "GET", url: "https://" },
  ports: (config) => ({
    inputs: templatePorts(httpTemplates(config)),
    outputs: [
      { name: "body", kind: "any" },
      { name: "status", kind: "number" },
      { name: "headers", kind: "json" },
      { name: "tool", kind: "tool", description: "Lends the request to an agent." },
    ],
  }),
  fields: [
    {
      name: "method",
      label: "Method",
      input: "select",
      choices: httpMethods.map((value) => ({ value, label: value })),
    },
    {
      name: "url",
      label: "Address",
      input: "template",
      lines: 1,
      placeholder: "https://api.example.com/items/{{ id }}",
      hint: "Use {{ name | url_encode }} for text inside an address.",
    },
    { name: "headers", label: "Headers", input: "pairs", hint: "Secrets are written as {{ secrets.NAME }}." },
    {
      name: "body",
      label: "Body",
      input: "template",
      lines: 5,
      hint: "JSON as text, with {{ name | json }} for values.",
      when: { field: "method", is: httpMethods.filter((method) => !withoutBody.includes(method)) },
    },
    {
      name: "responseType",
      label: "Read the answer as",
      input: "select",
      choices: [
        { value: "auto", label: "What it says it is" },
        { value: "json", label: "JSON" },
        { value: "text", label: "Text" },
        { value: "base64", label: "Bytes (base64)" },
      ],
    },
    {
      name: "failOnStatus",
      label: "Fail on error status",
      input: "switch",
      hint: "A status of 400 or above fails the node.",
      advanced: true,
    },
    {
      name: "allowHosts",
      label: "Only these hosts",
      input: "words",
      hint: "When the address is a template: the hosts that it may lead to.",
      advanced: true,
    },
    {
      name: "description",
      label: "Use as a tool",
      input: "text",
      hint: "What the address gives: an agent decides by it when to call.",
      advanced: true,
    },
  ],
  summary: ({ method, url }) => `${method} ${cutText(url, 110)}`,
  idempotent: ({ method }) => withoutBody.includes(method),
  capabilities: (config) => ({ hosts: neededHosts(config) }),
  secrets: (config) => secretsIn(httpTemplates(config)),
  tool: {
    description: ({ description, method, url }, title) => description || `${title}: ${method} ${cutText(url, 300)}`,
    does: ({ description }) => description || "Sends a request to a web address and gives what it answers.",
    request: ({ method, url }) => ({ method, address: url.trim() }),
    parameters: (_, unconnected) => parametersOf(unconnected),
    result: ({ body = null, status = 0 }) => (Number(status) < 400 ? body : { status, body }),
  },
  check: (config) => [
    ...templateIssues(httpTemplates(config), { secrets: true }),
    ...addressIssues(config),
    ...bodyIssues(config),
  ],
});

/** A host that only the run will know counts as any, unless `allowHosts` names those that it may be. */
function neededHosts({ url, allowHosts }: HttpConfig): string[] {
  const host = literalHost(url);
  if (host !== undefined) return [host];
  return allowHosts.length > 0 ? [...allowHosts] : ["*"];
}

function addressIssues({ url }: HttpConfig): ConfigIssue[] {
  const trimmed = url.trim();
  if (trimmed === "" || /^https?:\/\/$/i.test(trimmed))
    return [{ field: "url", message: "The address is empty. Write one, such as https://api.example.com/items." }];
  if (/^https?:\/\//i.test(trimmed) || /^\{[{%]/.test(trimmed)) return [];
  return [
    { field: "url", message: `The address has to start with http:// or https://, not with "${cutText(trimmed, 20)}".` },
  ];
}

function bodyIssues({ method, body }: HttpConfig): ConfigIssue[] {
  if (body === "" || !withoutBody.includes(method)) return [];
  return [
    {
      field: "body",
      severity: "warning",
      message: `A ${method} request has no body, so this one is not sent. Choose POST, or remove it.`,
    },
  ];
}
