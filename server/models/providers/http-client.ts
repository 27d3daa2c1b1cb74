import OpenAI from "openai";
import { Agent, fetch as undiciFetch } from "undici";
import { AppError } from "@/nodes/core/app-error";
import { singleton } from "@/server/singleton";
import type { ModelEntry } from "../model-entry";

/** Limits on time are ours (deadlines.ts); the transport's own would end a slow model's answer without a clear reason. */
function agent(): Agent {
  return singleton(
    "model-agent",
    () => new Agent({ headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 30_000, connect: { timeout: 10_000 } }),
  );
}

/** The platform's fetch over connections that stay open; not the global one, which the web framework replaces. */
export const modelFetch: typeof fetch = (input, init) =>
  // Two declarations of one interface: undici's own types are not the platform's.
  undiciFetch(
    input as string,
    { ...init, dispatcher: agent() } as Parameters<typeof undiciFetch>[1],
  ) as unknown as Promise<Response>;

/** A client for one call. `onRequest` is told the size of the body in bytes. */
export function openaiClient(entry: ModelEntry, address: string, onRequest: (bytes: number) => void): OpenAI {
  const key = entry.api_key === undefined ? undefined : fromEnvironment(entry.api_key, entry.id, "api_key");
  return new OpenAI({
    baseURL: address,
    apiKey: key ?? "none",
    // Never from the environment of this process: they would go to every server.
    organization: null,
    project: null,
    adminAPIKey: null,
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    logLevel: "off",
    defaultHeaders: { ...(key === undefined ? { Authorization: null } : {}), ...headersOf(entry) },
    fetch: (url, init) => {
      onRequest(typeof init?.body === "string" ? Buffer.byteLength(init.body) : 0);
      return modelFetch(url, init);
    },
  });
}

/** The entry's headers with the key, for requests beside the OpenAI interface. */
export function requestHeaders(entry: ModelEntry): Record<string, string> {
  const key = entry.api_key === undefined ? undefined : fromEnvironment(entry.api_key, entry.id, "api_key");
  return { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headersOf(entry) };
}

function headersOf(entry: ModelEntry): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entry.headers ?? {}).map(([name, value]) => [
      name,
      fromEnvironment(value, entry.id, `headers.${name}`),
    ]),
  );
}

/** `${NAME}` stands for a variable of the environment, so that models.yaml can be shared. */
function fromEnvironment(value: string, modelId: string, field: string): string {
  return value.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => {
    const found = process.env[name];
    if (found !== undefined && found !== "") return found;
    throw new AppError(
      "SECRET_MISSING",
      `The model "${modelId}" needs the environment variable ${name}, which is not set.`,
      {
        field,
        hint: `Start Heddle with ${name} set, or write the key on the Models page.`,
      },
    );
  });
}
