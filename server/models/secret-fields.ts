import { AppError } from "@/nodes/core/app-error";
import type { ModelEntry } from "./model-entry";

/** What stands for a value that is write-only: keys, and headers, any of which may be a key whatever its name. */
export const mask = "••••••••";

type Headers = Readonly<Record<string, string>>;

export function maskHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, mask]));
}

/** Puts stored values where the mask came back. Throws `REQUEST_INVALID` where nothing is stored under that name. */
export function withKept(headers: Headers, before: Headers = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (value !== mask) return [name, value];
      const kept = Object.hasOwn(before, name) ? before[name] : undefined;
      if (kept === undefined) throw nothingKept(`headers.${name}`, `the header ${name}`);
      return [name, kept];
    }),
  );
}

/** A new entry has nothing that the mask could stand for. */
export function refuseMask({ api_key, headers = {} }: Pick<ModelEntry, "api_key" | "headers">): void {
  if (api_key === mask) throw nothingKept("api_key", "the key");
  withKept(headers);
}

function nothingKept(field: string, what: string): AppError {
  return new AppError(
    "REQUEST_INVALID",
    `Write the value of ${what}: the dots stand for a stored one, and there is none.`,
    {
      field,
    },
  );
}

/** `${NAME}` names a variable of the environment: that is no secret itself. */
export function isEnvironmentReference(value: string): boolean {
  return /^(Bearer )?\$\{[A-Za-z_][A-Za-z0-9_]*\}$/.test(value);
}
