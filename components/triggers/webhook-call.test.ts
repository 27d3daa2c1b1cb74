import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { curlLine, webhookAddress } from "./webhook-call";

const origin = "http://127.0.0.1:3000";

/** What a shell would give curl. */
function argumentsOf(line: string): string[] {
  const script = `curl() { printf '%s\\n' "$@"; }; ${line}`;
  return execFileSync("bash", ["-c", script], { encoding: "utf8", env: { ...process.env, SECRET: "s3cret" } })
    .trimEnd()
    .split("\n");
}

describe("curlLine", () => {
  it("names address, method and body", () => {
    expect(webhookAddress(origin, { path: "a/b" })).toBe("http://127.0.0.1:3000/api/hooks/a/b");
    expect(argumentsOf(curlLine(origin, { path: "a/b", method: "PUT", signature: "none" }))).toEqual([
      "-X",
      "PUT",
      "http://127.0.0.1:3000/api/hooks/a/b",
      "-H",
      "Content-Type: application/json",
      "-d",
      '{"hello":"world"}',
    ]);
  });

  it("sends no body with GET, and POST where any method will do", () => {
    expect(argumentsOf(curlLine(origin, { path: "a", method: "GET" }))).toEqual(["-X", "GET", `${origin}/api/hooks/a`]);
    expect(argumentsOf(curlLine(origin, { path: "a", method: "ANY" }))[1]).toBe("POST");
  });

  it("reads the secret from the shell, and never holds it", () => {
    const line = curlLine(origin, { path: "a", signature: "secret", secret: "s3cret" });
    expect(line).not.toContain("s3cret");
    expect(argumentsOf(line)).toContain("X-Heddle-Secret: s3cret");
  });

  it("signs the body that it sends", () => {
    const body = `{"it's": 1}`;
    const given = argumentsOf(curlLine(origin, { path: "a", signature: "hmac" }, body));
    const wanted = createHmac("sha256", "s3cret").update(body).digest("hex");
    expect(given).toContain(`X-Hub-Signature-256: sha256=${wanted}`);
    expect(given.at(-1)).toBe(body);
  });
});
