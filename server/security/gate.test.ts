import { expect, test } from "vitest";
import { openGate } from "@/server/security/gate";

type Gate = (path: string, headers: Record<string, string>) => string | undefined;

openGate();
const gate = (globalThis as unknown as Record<symbol, Gate>)[Symbol.for("heddle.gate")] as Gate;

test.each(["/workflows", "/_next/static/chunks/a.js", "/apish", "*", "//evil.example/x"])(
  "%s passes under our names alone",
  (path) => {
    expect(gate(path, { host: "127.0.0.1:3000" })).toBeUndefined();
    expect(gate(path, { host: "localhost", origin: "http://localhost" })).toBeUndefined();
    expect(gate(path, { host: "evil.example" })).toContain("127.0.0.1, localhost and [::1] alone");
    expect(gate(path, {})).toContain("Open it under one of these addresses.");
    expect(gate(path, { host: "127.0.0.1:3000", origin: "http://evil.example" })).toContain("Another web page");
  },
);

test("the interfaces for programs refuse by themselves", () => {
  for (const path of ["/api", "/api/v1/runs", "/v1/models", "/mcp"]) expect(gate(path, {})).toBeUndefined();
});
