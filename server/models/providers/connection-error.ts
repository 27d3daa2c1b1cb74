import { existsSync } from "node:fs";
import { AppError } from "@/nodes/core/app-error";
import type { Asked } from "../asked";
import { whereOf } from "../asked";
import { hostAndPort } from "../base-url";

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

/** Why no connection came about, from the codes of sockets, names and TLS, and what to change. */
export function connectionError(error: unknown, asked: Asked): AppError {
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
  const why = unreachable[code] ?? innermost(error).replace(/\.$/, "");
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

/** The code of the innermost error that has one: fetch wraps what the socket said. */
export function codeOf(error: unknown): string {
  let code = "";
  for (let current = error, depth = 0; current instanceof Error && depth < 6; current = current.cause, depth += 1) {
    if ("code" in current && typeof current.code === "string") code = current.code;
    else if (current.name === "HTTPParserError") code = "HPE_INVALID";
  }
  return code;
}

/** The words of the error that the others wrap. */
function innermost(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error
    ? innermost(error.cause)
    : String(error instanceof Error ? error.message : error);
}
