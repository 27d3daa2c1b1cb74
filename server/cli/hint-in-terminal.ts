import { AppError, isAppError } from "@/nodes/core/app-error";
import type { Runnable } from "@/server/executor/load-runnable";
import { missingGrants } from "@/server/executor/missing-grants";
import { noGrants } from "@/server/executor/services";

/** A failure with the next step that a terminal has: what a page lets people allow is an option here. */
export function hintInTerminal(thrown: unknown, { requires }: Runnable, allow: readonly string[]): unknown {
  if (!isAppError(thrown) || thrown.code !== "PERMISSION_NEEDED") return thrown;
  const missing = missingGrants(requires.capabilities, { ...noGrants, hosts: [...allow] });
  const hosts = missing?.capabilities.hosts ?? [];
  if (hosts.length === 0) return thrown;
  const options = hosts.map((host) => `--allow ${host === "*" ? '"*"' : host}`).join(" ");
  return new AppError(thrown.code, thrown.message, {
    userMessage: thrown.userMessage,
    details: thrown.details,
    cause: thrown,
    hint: `Look at what it does, then allow it with ${options}`,
  });
}
