import { Agent, fetch, type RequestInit, type Response as UndiciResponse } from "undici";
import { AppError } from "@/nodes/core/app-error";
import type { OutboundFetch, OutboundRequest } from "@/nodes/core/node-runner";
import { checkedConnector, type Resolve } from "@/server/security/checked-connector";
import { isPlainlyPrivate, namesHost } from "@/server/security/host-pattern";
import { mayHaveArrived, networkError } from "@/server/security/network-error";
import { type Hop, nextHop } from "@/server/security/redirect";

/** What one run may reach. */
export interface OutboundGrants {
  /** Patterns of hosts. An address or a name that is plainly private opens that one too; `*` is every public host. */
  readonly hosts: readonly string[];
  /** The workflow was written on this machine, so that public hosts need no grant. */
  readonly implied: boolean;
}

export interface Outbound {
  readonly open: (grants: OutboundGrants) => OutboundFetch;
  readonly close: () => Promise<void>;
}

export interface OutboundOptions {
  /** Hosts with private addresses that workflows may reach: `host` or `host:port` (HEDDLE_ALLOW_HOSTS). */
  readonly allowPrivate: readonly string[];
  readonly offline: boolean;
  /** Default: the system's resolver. */
  readonly resolve?: Resolve;
}

const mostRedirects = 5;

/**
 * The one way out for everything that a workflow asks for: permission by host, addresses checked where the socket is
 * opened, and both again for each redirect. One for the process, so that connections are kept alive across runs.
 */
export function createOutbound({ allowPrivate, offline, resolve }: OutboundOptions): Outbound {
  const agents = new Map<string, Agent>();
  // Connections that one workflow was allowed to open must not be there for another one to use.
  const agentFor = (granted: readonly string[]): Agent => {
    const named = granted.filter(isPlainlyPrivate).sort();
    const key = named.join(" ");
    const agent =
      agents.get(key) ??
      new Agent({ connect: checkedConnector([...allowPrivate, ...named], resolve), maxHeaderSize: 64 * 1024 });
    agents.set(key, agent);
    return agent;
  };
  return {
    open: (grants) => {
      const agent = agentFor(grants.hosts);
      return async (url, init = {}) => {
        if (offline)
          throw new AppError(
            "OFFLINE",
            `Offline mode is on: workflows reach nothing outside, and not ${hostOf(url)}.`,
            {
              hint: "Start Heddle without HEDDLE_OFFLINE to allow it.",
            },
          );
        return follow(
          agent,
          grants,
          { url: parseUrl(url), method: init.method ?? "GET", headers: init.headers ?? {}, body: init.body },
          init,
        );
      };
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.close()));
    },
  };
}

async function follow(agent: Agent, grants: OutboundGrants, first: Hop, init: OutboundRequest): Promise<Response> {
  let hop = first;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    assertPermitted(hop.url, grants, init.allowHosts);
    assertHeaders(hop.headers);
    init.onSend?.(hop.url);
    const response = await send(agent, hop, init);
    const next = nextHop(hop, response);
    // The same class in all but its name: undici's own copy of what Node has built in.
    if (next === undefined) return response as unknown as Response;
    await response.body?.cancel();
    hop = { ...next, url: parseUrl(next.url.href) };
  }
  throw new AppError("UPSTREAM_FAILED", `${first.url.host} redirects more than ${mostRedirects} times.`, {
    retryable: false,
    hint: "Check the address.",
  });
}

/** What was contacted is told afterwards: only then is it known whether its address was permitted. */
async function send(agent: Agent, hop: Hop, { signal, onRequest }: OutboundRequest): Promise<UndiciResponse> {
  const init: RequestInit = {
    method: hop.method,
    headers: { "user-agent": "heddle", ...hop.headers },
    body: hop.body,
    redirect: "manual",
    dispatcher: agent,
    signal,
  };
  signal?.throwIfAborted();
  try {
    const response = await fetch(hop.url, init);
    onRequest?.(hop.url);
    return response;
  } catch (error) {
    if (mayHaveArrived(error)) onRequest?.(hop.url);
    throw networkError(error, hop.url, signal);
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "this address";
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    throw new AppError("REQUEST_INVALID", "Only addresses that start with http:// or https:// can be requested.", {
      field: "url",
      hint: "Write the whole address, such as https://api.example.com/items.",
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new AppError("REQUEST_INVALID", `The address of ${url.host} holds a name or password before the @.`, {
      field: "url",
      hint: "Send it in the header Authorization.",
    });
  }
  return url;
}

function assertPermitted(url: URL, grants: OutboundGrants, allowHosts: readonly string[] | undefined): void {
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (allowHosts !== undefined && !namesHost(allowHosts, url.hostname, port)) {
    throw new AppError(
      "PERMISSION_NEEDED",
      `The node may reach ${allowHosts.join(", ") || "no host"} only, and the address leads to ${url.host}.`,
      { field: "allowHosts", hint: "Add the host to the node's list if it is meant." },
    );
  }
  if (grants.implied || namesHost(grants.hosts, url.hostname, port)) return;
  throw new AppError("PERMISSION_NEEDED", `This workflow was not given permission to reach ${url.host}.`, {
    hint: "Open the workflow and allow the host under Permissions.",
  });
}

/** Headers that say where a request goes or where it ends: with them one host could be granted and another one meant. */
const ownHeaders = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "upgrade",
  "te",
  "trailer",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "expect",
]);

function assertHeaders(headers: Readonly<Record<string, string>>): void {
  const wrong = Object.keys(headers).find((name) => ownHeaders.has(name.toLowerCase()));
  if (wrong !== undefined)
    throw new AppError("REQUEST_INVALID", `The header ${wrong} is set by Heddle itself.`, {
      field: `headers.${wrong}`,
      hint: "Remove it.",
    });
}
