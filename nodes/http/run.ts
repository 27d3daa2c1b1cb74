import { AppError, inField } from "../core/app-error";
import type { JsonObject } from "../core/json";
import type { LiveSpan, NodeContext, NodeOutputs, NodeRunner, OutboundRequest } from "../core/node-runner";
import { secretsInTemplate } from "../core/template";
import type { HttpConfig } from "./definition";
import { failedStatus } from "./failed-status";
import { readBody } from "./read-body";

/** One request, as one span of kind `http`; a redirect to another host is a span of its own, so that the run lists it. */
export const runHttp: NodeRunner<HttpConfig> = async (context) => {
  const { url, init } = buildRequest(context);
  const hops: URL[] = [];
  return context
    .span({ kind: "http", name: `${context.config.method} ${url.host}` }, (span) => {
      const onRequest = (hop: URL) =>
        hops.push(hop) === 1 ? span.set(contacted(context.config, hop, init)) : undefined;
      const onSend = (hop: URL) => span.set({ ...serverOf(hop), ...sizeOf(init) }, "now");
      return exchange(context, url, { ...init, onSend, onRequest }, span);
    })
    .finally(() => recordRedirects(context, hops.slice(1)));
};

async function exchange(
  context: NodeContext<HttpConfig>,
  url: URL,
  init: OutboundRequest,
  span: LiveSpan,
): Promise<NodeOutputs> {
  const { config } = context;
  const response = await context.fetch(url.href, init).catch((error) => {
    throw inField(error, "url");
  });
  span.set({ "http.response.status_code": response.status });
  if (config.failOnStatus && response.status >= 400) throw await failedStatus(response, url);
  const body = await readBody(response, config.responseType).catch((error) => {
    throw inField(error, "url");
  });
  return { body, status: response.status, headers: Object.fromEntries(response.headers) };
}

/** Renders address, headers and body; secrets may stand in all three. */
function buildRequest(context: NodeContext<HttpConfig>): { url: URL; init: OutboundRequest } {
  const { config, render, signal } = context;
  const rendered = (field: string, text: string) => render(text, { secrets: true, field });
  const url = parseUrl(rendered("url", config.url).trim());
  const headers = Object.fromEntries(
    Object.entries(config.headers).map(([name, text]) => [name, headerValue(name, rendered(`headers.${name}`, text))]),
  );
  const sendsBody = config.body !== "" && config.method !== "GET" && config.method !== "HEAD";
  const body = sendsBody ? rendered("body", config.body) : undefined;
  const named = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  const type: Record<string, string> =
    body === undefined || named
      ? {}
      : { "content-type": isJson(body) ? "application/json" : "text/plain;charset=utf-8" };
  const allowHosts = config.allowHosts.length > 0 ? { allowHosts: config.allowHosts } : {};
  return {
    url,
    init: {
      method: config.method,
      headers: { ...type, ...headers },
      signal,
      ...(body === undefined ? {} : { body }),
      ...allowHosts,
    },
  };
}

/** An address may hold a secret or what a person typed, so an error shows its beginning only. */
function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  throw new AppError("NODE_INPUT_INVALID", `"${text.slice(0, 40)}" is no web address.`, {
    field: "url",
    hint: "It has to start with http:// or https://.",
  });
}

function headerValue(name: string, text: string): string {
  const value = text.trim();
  if (!/[\r\n\0]/.test(value)) return value;
  throw new AppError("NODE_INPUT_INVALID", `The header ${name} would hold a line break.`, {
    field: `headers.${name}`,
    hint: "Remove it with {{ name | strip_newlines }}.",
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function contacted(config: HttpConfig, url: URL, init: OutboundRequest): JsonObject {
  return {
    "http.request.method": config.method,
    "url.full": shownUrl(config, url),
    ...serverOf(url),
    ...sizeOf(init),
  };
}

function sizeOf({ body }: OutboundRequest): JsonObject {
  return { "http.request.body.size": typeof body === "string" ? Buffer.byteLength(body) : 0 };
}

function serverOf(url: URL): JsonObject {
  return { "server.address": url.hostname, "server.port": Number(url.port || (url.protocol === "https:" ? 443 : 80)) };
}

/** The address for the trace: no values of its query, and no path where a secret may stand in it. */
function shownUrl(config: HttpConfig, url: URL): string {
  if (secretsInTemplate(config.url).length > 0) return `${url.origin}/…`;
  const query = [...url.searchParams.keys()].map((key) => `${key}=…`).join("&");
  return `${url.origin}${url.pathname}${query === "" ? "" : `?${query}`}`;
}

async function recordRedirects(context: NodeContext<HttpConfig>, hops: readonly URL[]): Promise<void> {
  for (const hop of hops) {
    await context.span({ kind: "http", name: `redirect ${hop.host}` }, async (span) =>
      span.set({ "url.full": `${hop.origin}${hop.pathname}`, ...serverOf(hop) }),
    );
  }
}
