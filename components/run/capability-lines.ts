import type { Capabilities } from "@/nodes/core/workflow";

export interface CapabilityLine {
  readonly of: keyof Capabilities;
  readonly text: string;
  /** The host, folder or command; empty where there is only one of it. */
  readonly detail: string;
}

/** Capabilities as sentences for the person who allows them. */
export function capabilityLines({ hosts, files, code, commands }: Capabilities): CapabilityLine[] {
  return [
    ...hosts.map(
      (host): CapabilityLine =>
        host === "*"
          ? { of: "hosts", text: "Send requests to any host: the address is known only when it runs", detail: "" }
          : { of: "hosts", text: "Send requests to", detail: host },
    ),
    ...files.map(
      (path): CapabilityLine =>
        path === "*"
          ? { of: "files", text: "Read and write all files in the workspace folder", detail: "" }
          : { of: "files", text: "Read and write files in", detail: path },
    ),
    ...(code ? [{ of: "code", text: "Run code in the sandbox", detail: "" } as const] : []),
    ...commands.map((command): CapabilityLine => ({ of: "commands", text: "Run the command", detail: command })),
  ];
}

/** Everything that either allows. */
export function joinCapabilities(a: Capabilities, b: Capabilities): Capabilities {
  const join = (left: readonly string[], right: readonly string[]) => [...new Set([...left, ...right])];
  return {
    hosts: join(a.hosts, b.hosts),
    files: join(a.files, b.files),
    code: a.code || b.code,
    commands: join(a.commands, b.commands),
  };
}

/** All but what a line says. */
export function withoutCapability(from: Capabilities, { of, detail }: CapabilityLine): Capabilities {
  if (of === "code") return { ...from, code: false };
  const name = detail === "" ? "*" : detail;
  return { ...from, [of]: from[of].filter((one) => one !== name) };
}
