import { hkdfSync, randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@/nodes/core/app-error";
import { env } from "@/server/env";
import { singleton } from "@/server/singleton";

const keyBytes = 32;

/**
 * 32 bytes for one purpose, derived (HKDF-SHA256, RFC 5869) from the machine's secret: `HEDDLE_SECRET_KEY`, or what was made
 * at the first start and lies in the data folder. The same purpose always gives the same key.
 */
export function secretKey(purpose: string): Buffer {
  return singleton(`secret-key ${purpose}`, () =>
    Buffer.from(hkdfSync("sha256", rootSecret(), "", `heddle ${purpose}`, keyBytes)),
  );
}

function rootSecret(): string {
  return env().secretKey ?? singleton("root-secret", () => fileSecret(env().dataDir));
}

/** Of two processes that make it at once, both use the one that was there first. */
export function fileSecret(dataDir: string): string {
  const file = join(/* turbopackIgnore: true */ dataDir, "secret.key");
  const there = readSecret(file);
  if (there !== undefined) return there;
  mkdirSync(/* turbopackIgnore: true */ dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(/* turbopackIgnore: true */ draft, randomBytes(keyBytes).toString("base64url"), { mode: 0o600 });
  chmodSync(/* turbopackIgnore: true */ draft, 0o600);
  try {
    linkSync(/* turbopackIgnore: true */ draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(/* turbopackIgnore: true */ draft);
  }
  return readSecret(file) as string;
}

function readSecret(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(/* turbopackIgnore: true */ file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  if (text.length >= 16) return text;
  throw new AppError("CONFLICT", `${file} is no secret: it has fewer than 16 characters.`, {
    hint: "Put the file back from a backup. Without it what was encrypted or indexed with it cannot be used; delete it only to begin anew.",
  });
}
