import type { HostUse } from "@/nodes/core/run-state";

/** Hosts other than this machine. What a run sends to its own machine (a local model server) did not leave it. */
export function hostsElsewhere(hosts: Iterable<HostUse>): HostUse[] {
  return [...hosts].filter(({ host }) => !isThisMachine(host));
}

/** `host` or `host:port`, IPv6 in brackets or bare. */
function isThisMachine(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\](:\d+)?$/, "$1");
  if (name === "::1" || name.startsWith("::1:")) return true;
  const bare = name.replace(/:\d+$/, "");
  return bare === "localhost" || bare.endsWith(".localhost") || /^127\.\d+\.\d+\.\d+$/.test(bare);
}
