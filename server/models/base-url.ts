import { z } from "zod";

/**
 * The address of a server as it is used: without a path it gets `/v1`, with one it is kept (less slashes at the end, and
 * less the `/chat/completions` that the client adds). Returns why it is refused, where it is.
 */
export function normalizeBaseUrl(text: string): { readonly url: string } | { readonly problem: string } {
  const trimmed = text.trim();
  if (!trimmed.includes("://")) return { problem: `has no scheme: write http://${trimmed.replace(/^\/+/, "")}` };
  if (!URL.canParse(trimmed)) return { problem: `is no address: write it like http://127.0.0.1:1234` };
  const url = new URL(trimmed);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return { problem: `has the scheme ${url.protocol}// but a model server is reached by http:// or https://` };
  }
  if (url.username !== "" || url.password !== "")
    return { problem: "has a name or password in it: put the key into api_key" };
  if (url.search !== "" || url.hash !== "") return { problem: "must end with its path: remove what follows ? or #" };
  const path = url.pathname.replace(/\/+$/, "").replace(/\/chat\/completions$/, "");
  return { url: `${url.origin}${path === "" ? "/v1" : path}` };
}

export const baseUrlSchema = z.string().transform((text, context) => {
  const result = normalizeBaseUrl(text);
  if ("url" in result) return result.url;
  context.addIssue({ code: "custom", message: `It ${result.problem}.` });
  return z.NEVER;
});

/** Host and port of an address, as OpenTelemetry names them. */
export function hostAndPort(address: string): { readonly host: string; readonly port: number } {
  const url = new URL(address);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port || (url.protocol === "https:" ? 443 : 80)),
  };
}

/** The server without the path of its OpenAI-compatible interface, where Ollama and LM Studio have interfaces of their own. */
export function serverRoot(address: string): string {
  return address.replace(/\/v1$/, "");
}
