import { describe, expect, test } from "vitest";
import { hostAndPort, normalizeBaseUrl } from "./base-url";

describe("the address of a server", () => {
  test.each([
    ["http://127.0.0.1:1234", "http://127.0.0.1:1234/v1"],
    ["http://127.0.0.1:1234/", "http://127.0.0.1:1234/v1"],
    [" http://localhost:11434/v1/ ", "http://localhost:11434/v1"],
    ["https://llm.example.com/openai", "https://llm.example.com/openai"],
    ["http://127.0.0.1:8080/v1/chat/completions", "http://127.0.0.1:8080/v1"],
  ])("%s is used as %s", (given, used) => {
    expect(normalizeBaseUrl(given)).toEqual({ url: used });
  });

  test.each([
    ["localhost:1234", "write http://localhost:1234"],
    ["127.0.0.1:1234/v1", "write http://127.0.0.1:1234/v1"],
    ["ftp://files", "http:// or https://"],
    ["http://", "write it like"],
    ["http://me:secret@host/v1", "api_key"],
    ["https://host/v1?api-version=2", "remove what follows"],
  ])("%s is refused: %s", (given, why) => {
    expect(normalizeBaseUrl(given)).toEqual({ problem: expect.stringContaining(why) });
  });

  test("has a host and a port, also where they are left to the scheme or in brackets", () => {
    expect(hostAndPort("https://llm.example.com/v1")).toEqual({ host: "llm.example.com", port: 443 });
    expect(hostAndPort("http://[::1]:1234/v1")).toEqual({ host: "::1", port: 1234 });
  });
});
