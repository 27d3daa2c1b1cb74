import { expect, test } from "vitest";
import { namesHost } from "./host-pattern";

test.each([
  ["*", "api.example.com", 443, true],
  ["api.example.com", "API.example.com.", 8443, true],
  ["api.example.com", "example.com", 443, false],
  ["api.example.com", "api.example.com.evil.org", 443, false],
  ["example.com", "evilexample.com", 443, false],
  ["*.example.com", "a.b.example.com", 443, true],
  ["*.example.com", "example.com", 443, false],
  ["*.example.com", "evilexample.com", 443, false],
  ["api.example.com:8080", "api.example.com", 8080, true],
  ["api.example.com:8080", "api.example.com", 443, false],
  ["[::1]:8080", "[::1]", 8080, true],
  ["[::1]", "[::1]", 80, true],
  ["", "example.com", 443, false],
])("%s names %s port %i: %s", (pattern, host, port, expected) => {
  expect(namesHost([pattern], host, port)).toBe(expected);
});
