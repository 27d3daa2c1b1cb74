import type { Capabilities } from "@/nodes/core/workflow";
import type { RunGrants } from "@/server/executor/services";

/**
 * What a document wants to reach and was not granted; undefined when nothing is missing. Public hosts, code and files
 * are implied for what was written on this machine; hosts are checked again, address by address, when they are called.
 */
export function missingGrants(
  wants: Capabilities,
  grants: RunGrants,
): { readonly capabilities: Capabilities; readonly sentence: string } | undefined {
  const lacks = (kind: "hosts" | "files" | "commands") =>
    wants[kind].filter((one) => !grants[kind].includes(one) && !grants[kind].includes("*"));
  const missing: Capabilities = {
    hosts: grants.implied ? [] : lacks("hosts"),
    files: grants.implied ? [] : lacks("files"),
    code: wants.code && !grants.implied && !grants.code,
    commands: lacks("commands"),
  };
  const parts = [
    missing.hosts.length > 0
      ? `reach ${missing.hosts.map((host) => (host === "*" ? "any host" : host)).join(", ")}`
      : "",
    missing.files.length > 0 ? `use the files ${missing.files.join(", ")}` : "",
    missing.code ? "run code in the sandbox" : "",
    missing.commands.length > 0 ? `run the commands ${missing.commands.join(", ")}` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? undefined : { capabilities: missing, sentence: parts.join(" and ") };
}
