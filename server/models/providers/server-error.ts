import { existsSync } from "node:fs";
import { APIError } from "openai";
import { AppError, isAppError } from "@/nodes/core/app-error";
import { hostAndPort, serverRoot } from "../base-url";
import type { ModelEntry } from "../model-entry";
import { nameOnServer } from "../model-entry";

/** What was asked of whom: every error about a model server names it. */
export interface Asked {
  readonly entry: ModelEntry;
  readonly address: string;
}

export function whereOf({ entry, address }: Asked): string {
  return `The model "${entry.id}" at ${address}`;
}

/** Anything that a call to a model server threw, as an error that names model, address, cause and next step. */
export function toServerError(error: unknown, asked: Asked): AppError {
  if (isAppError(error)) return error;
  if (error instanceof APIError && error.status !== undefined) return statusError(error, asked);
  if (error instanceof APIError && error.constructor === APIError) return errorInStream(error, asked);
  if (error instanceof SyntaxError) {
    return new AppError("UPSTREAM_FAILED", `${whereOf(asked)} streamed something that is not JSON.`, {
      hint: "Check that the address is the one of an OpenAI-compatible server, and look at the server's log.",
      cause: error,
    });
  }
  return connectionError(error, asked);
}

/** The answer is no stream of events although the status is 200. */
export function strangeAnswer(asked: Asked, contentType: string, body: string): AppError {
  const isHtml = contentType.includes("html") || /^\s*<(!doctype|html)/i.test(body);
  const what = isHtml ? "a web page instead of JSON" : "something that no model server says";
  return new AppError(
    "UPSTREAM_FAILED",
    `${whereOf(asked)} answered with ${what}${isHtml ? "" : `: "${short(body)}"`}.`,
    {
      hint: pathHint(asked.address),
      retryable: false,
    },
  );
}

export function cutStream(asked: Asked, textLength: number, cause?: unknown): AppError {
  const after = textLength === 0 ? "before its first word" : `after ${textLength} characters`;
  return new AppError("UPSTREAM_FAILED", `${whereOf(asked)} cut its answer ${after}.`, {
    hint: "The server may have been stopped, or have run out of memory: look at its log, and run again.",
    cause,
  });
}

function errorInStream(error: APIError, asked: Asked): AppError {
  const message = messageOf(error);
  if (isContextOverflow(message)) return contextError(asked, message, error);
  return new AppError("UPSTREAM_FAILED", `${whereOf(asked)} failed while it answered: "${short(message)}".`, {
    hint: "Look at the server's log; a smaller prompt or a smaller model may help when it ran out of memory.",
    cause: error,
  });
}

function statusError(error: APIError, asked: Asked): AppError {
  const status = error.status ?? 0;
  const said = messageOf(error);
  const where = whereOf(asked);
  const quote = said === "" ? "" : `: "${short(said)}"`;
  if (isHtml(said) && status < 500 && status !== 401 && status !== 403 && status !== 429) {
    return new AppError("UPSTREAM_FAILED", `${where} answered ${status} with a web page instead of JSON.`, {
      hint: pathHint(asked.address),
      retryable: false,
      cause: error,
    });
  }
  if (status === 401 || status === 403) {
    const hint =
      asked.entry.api_key === undefined
        ? "This server wants a key: add it to the model on the Models page."
        : "Check the key of the model on the Models page, and that it may use this model.";
    return new AppError("CREDENTIAL_REJECTED", `${where} refused the key (${status})${quote}.`, { hint, cause: error });
  }
  if (status === 404) return notFound(error, asked, said);
  if (status === 429) {
    const retryAfterMs = retryAfter(error.headers);
    return new AppError("RATE_LIMITED", `${where} has too many requests (429)${quote}.`, {
      hint:
        retryAfterMs === undefined
          ? "Wait, or lower the model's maxConcurrent."
          : `Try again in ${Math.ceil(retryAfterMs / 1000)} s, or lower the model's maxConcurrent.`,
      details: retryAfterMs === undefined ? undefined : { retryAfterMs },
      cause: error,
    });
  }
  if (isContextOverflow(said)) return contextError(asked, said, error);
  if (status >= 500) {
    return new AppError("UPSTREAM_FAILED", `${where} failed with status ${status}${isHtml(said) ? "" : quote}.`, {
      hint:
        status === 503
          ? "It may still be loading the model: wait a moment and run again."
          : "Look at the server's log, and run again.",
      cause: error,
    });
  }
  const feature = refusedFeature(said);
  return new AppError("REQUEST_INVALID", `${where} refused the request (${status})${quote}.`, {
    hint:
      feature === undefined
        ? "Change what its message names, on the node or on the model."
        : `It cannot do ${feature}: take "${feature}" out of the model's capabilities, or choose another model.`,
    details: feature === undefined ? undefined : { refusedCapability: feature },
    retryable: false,
    cause: error,
  });
}

function notFound(error: APIError, asked: Asked, said: string): AppError {
  const name = nameOnServer(asked.entry);
  const isAboutModel =
    error.code === "model_not_found" ||
    (/model/i.test(said) && (said.includes(name) || /not (found|exist|loaded)|no such|does ?n.t exist/i.test(said)));
  if (isAboutModel) {
    const hint =
      asked.entry.type === "ollama"
        ? `Pull it on the Models page, or with: ollama pull ${name}`
        : "Load it there, or set the entry's `model` to a name that the server has.";
    return new AppError("MODEL_NOT_FOUND", `${whereOf(asked)} is not there: the server does not know "${name}".`, {
      hint,
      cause: error,
    });
  }
  return new AppError("MODEL_UNAVAILABLE", `${whereOf(asked)} answered 404 for /chat/completions.`, {
    hint: pathHint(asked.address),
    retryable: false,
    cause: error,
  });
}

function contextError(asked: Asked, said: string, cause: unknown): AppError {
  return new AppError(
    "LIMIT_EXCEEDED",
    `The request is longer than the context of ${lowerFirst(whereOf(asked))}: "${short(said)}".`,
    {
      hint: "Shorten the prompt or what feeds it, lower maxTokens, or load the model with a longer context.",
      cause,
    },
  );
}

const unreachable: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was closed",
  EHOSTUNREACH: "the machine cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  ETIMEDOUT: "the machine did not answer",
  UND_ERR_CONNECT_TIMEOUT: "the machine did not answer",
  UND_ERR_SOCKET: "the connection was closed",
  EPIPE: "the connection was closed",
};

function connectionError(error: unknown, asked: Asked): AppError {
  const where = whereOf(asked);
  const { host, port } = hostAndPort(asked.address);
  const code = codeOf(error);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    const hint =
      host === "host.docker.internal" && !isInContainer()
        ? `That name exists inside Docker alone: use ${asked.address.replace(host, "127.0.0.1")}.`
        : "Check the spelling of the host, or use its IP address.";
    return new AppError("MODEL_UNAVAILABLE", `${where} cannot be reached: the name "${host}" is not known.`, {
      hint,
      cause: error,
    });
  }
  if (code === "EPROTO" || code.startsWith("ERR_SSL_") || code === "ERR_TLS_HANDSHAKE_TIMEOUT") {
    return new AppError("MODEL_UNAVAILABLE", `${where} does not speak https.`, {
      hint: `Use ${asked.address.replace(/^https:/, "http:")}.`,
      retryable: false,
      cause: error,
    });
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return new AppError("MODEL_UNAVAILABLE", `${where} has a certificate that this machine does not trust (${code}).`, {
      hint: "Start Heddle with NODE_EXTRA_CA_CERTS naming the file of your certificate authority.",
      retryable: false,
      cause: error,
    });
  }
  if (code.startsWith("HPE_")) {
    return new AppError("MODEL_UNAVAILABLE", `${where} does not speak http.`, {
      hint: `Check the port ${port}, or try ${asked.address.replace(/^http:/, "https:")}.`,
      retryable: false,
      cause: error,
    });
  }
  const why = unreachable[code] ?? (error instanceof Error ? error.message : String(error));
  return new AppError("MODEL_UNAVAILABLE", `${where} cannot be reached: ${why}.`, {
    hint: startHint(asked, host, port),
    cause: error,
  });
}

const appNames = {
  lm_studio: "LM Studio's server (Developer, Start Server)",
  ollama: "Ollama (ollama serve)",
  custom: "the model server",
  gguf: "it",
} as const;

function startHint({ entry, address }: Asked, host: string, port: number): string {
  const isLocal = host === "localhost" || host === "::1" || host.startsWith("127.");
  const firewall = isLocal ? "" : " and that no firewall is between";
  const start = `Start ${appNames[entry.type]}, and check that it listens on port ${port}${firewall}.`;
  if (!isLocal || !isInContainer()) return `${start} "Find" on the Models page shows what answers.`;
  return `${start} This is a container: for a server outside it use ${address.replace(host, "host.docker.internal")}, and let that server listen on all addresses.`;
}

function isInContainer(): boolean {
  return existsSync("/.dockerenv") || existsSync("/run/.containerenv");
}

function pathHint(address: string): string {
  return address.endsWith("/v1")
    ? `Check host and port: nothing OpenAI-compatible answers below ${address}.`
    : `The path may be wrong: try ${serverRoot(new URL(address).origin)}/v1.`;
}

/** The code of the innermost error that has one: fetch wraps what the socket said. */
function codeOf(error: unknown): string {
  let code = "";
  for (let current = error, depth = 0; current instanceof Error && depth < 6; current = current.cause, depth += 1) {
    if ("code" in current && typeof current.code === "string") code = current.code;
    else if (current.name === "HTTPParserError") code = "HPE_INVALID";
  }
  return code;
}

/** What the server said, out of the shapes that servers give it; "" where it said nothing. */
function messageOf(error: APIError): string {
  const body: unknown = error.error;
  if (typeof body === "string") return body;
  if (typeof body === "object" && body !== null) {
    for (const key of ["message", "detail", "error"] as const) {
      const value = (body as Record<string, unknown>)[key];
      if (typeof value === "string") return value;
      if (value !== undefined && value !== null) return JSON.stringify(value);
    }
    return JSON.stringify(body);
  }
  const text = error.message.replace(/^\d{3} /, "");
  return text.startsWith("status code (no body)") || text.startsWith("(no status") ? "" : text;
}

function isContextOverflow(message: string): boolean {
  return /context[ _-]?(length|window|size|overflow)|maximum context|exceeds? the (available )?context|too many tokens|prompt is too long/i.test(
    message,
  );
}

/** The capability that a refusal is about, so that an agent may go without. */
function refusedFeature(message: string): "tools" | "json_schema" | "vision" | undefined {
  if (/response_format|json_schema|grammar|structured output/i.test(message)) return "json_schema";
  if (/\btools?\b|tool_choice|function calling/i.test(message)) return "tools";
  if (/image_url|vision|multimodal/i.test(message)) return "vision";
  return undefined;
}

/** Milliseconds, from seconds or a date. */
function retryAfter(headers: Headers | undefined): number | undefined {
  const milliseconds = headers?.get("retry-after-ms");
  if (milliseconds != null && Number.isFinite(Number(milliseconds))) return Math.max(0, Number(milliseconds));
  const value = headers?.get("retry-after");
  if (value == null || value === "") return undefined;
  const wait = Number.isFinite(Number(value)) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function isHtml(text: string): boolean {
  return /^\s*<(!doctype|html|head|body)/i.test(text);
}

function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
