import { printEdited, readEdited } from "@/components/inbox/edited-value";
import type { Port } from "@/nodes/core/port";

/** What stands in the editor of one port. */
export interface PortDraft {
  readonly as: "text" | "json";
  readonly text: string;
  /** A port that does not fire leaves what is connected to it dead. */
  readonly fires: boolean;
}

/** What somebody is about to start. */
export interface ForkDraft {
  readonly way: "output" | "again";
  readonly isCurrent: boolean;
  /** Empty for the end. */
  readonly until: string;
  readonly ports: Readonly<Record<string, PortDraft>>;
}

export function startFork(ports: readonly Port[], output: Readonly<Record<string, unknown>> | undefined): ForkDraft {
  return {
    way: output === undefined ? "again" : "output",
    isCurrent: false,
    until: "",
    ports: Object.fromEntries(ports.map((port) => [port.name, portDraft(port, output)])),
  };
}

function portDraft({ name, kind }: Port, output: Readonly<Record<string, unknown>> = {}): PortDraft {
  const fires = Object.hasOwn(output, name);
  const value = output[name];
  const as = kind === "text" || (kind !== "json" && typeof value === "string") ? "text" : "json";
  if (!fires) return { as, text: as === "text" ? "" : "null", fires };
  if (as === "json" || typeof value !== "string")
    return { as: "json", text: JSON.stringify(value, null, 2) ?? "null", fires };
  return { as, text: printEdited(value), fires };
}

export type ReadFork =
  | { readonly ok: true; readonly output: Record<string, unknown> }
  /** By port; of all of them under `""`. */
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** The output that the editors hold. */
export function readFork({ ports }: Pick<ForkDraft, "ports">): ReadFork {
  const output: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  const firing = Object.entries(ports).filter(([, { fires }]) => fires);
  if (firing.length === 0) problems[""] = "Give at least one output, or let the node run again.";
  for (const [name, { as, text }] of firing) {
    const read = readEdited(as, text);
    if (read.ok) output[name] = read.value;
    else problems[name] = read.problem;
  }
  return Object.keys(problems).length === 0 ? { ok: true, output } : { ok: false, problems };
}
