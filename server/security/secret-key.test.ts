import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fileSecret } from "@/server/security/secret-key";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "heddle-secret-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a secret is made once, and only its owner may read it", () => {
  const secret = fileSecret(folder);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(fileSecret(folder)).toBe(secret);
  expect(statSync(join(folder, "secret.key")).mode & 0o777).toBe(0o600);
});

test("one that is there is used, without the line end that an editor adds", () => {
  writeFileSync(join(folder, "secret.key"), "0123456789abcdef\n");
  expect(fileSecret(folder)).toBe("0123456789abcdef");
});

test("a file that was cut off is refused and left alone", () => {
  writeFileSync(join(folder, "secret.key"), "short");
  expect(() => fileSecret(folder)).toThrow(/is no secret/);
  expect(readFileSync(join(folder, "secret.key"), "utf8")).toBe("short");
});
