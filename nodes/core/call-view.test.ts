import { expect, test } from "vitest";
import { filledAddress, refilledAddress } from "./call-view";

test("an address is shown with the arguments filled in, as the request will spell it", () => {
  const template = "https://api.example.com/items/{{ id }}?q={{ q | url_encode }}";
  expect(filledAddress(template, { id: "7/../8", q: "a b" })).toBe("https://api.example.com/items/8?q=a+b");
  expect(filledAddress("https://{{ host }}/pay", { host: "Evil.example" })).toBe("https://evil.example/pay");
  expect(filledAddress(template, { id: 1 })).toBe("https://api.example.com/items/1?q=");
});

test("an address is not shown filled in where a secret or an unknown value has a part in it", () => {
  expect(filledAddress("https://example.com/?key={{ secrets.KEY }}", { secrets: { KEY: "hush" } })).toBeUndefined();
  expect(filledAddress("https://example.com/{{ a }}/{{ b }}", { a: 1 }, ["b"])).toBeUndefined();
  expect(filledAddress("https://example.com/{{ a", {})).toBeUndefined();
});

test("a password in an address is never shown", () => {
  expect(filledAddress("https://me:hush@example.com/{{ a }}", { a: 1 })).toBe("https://…@example.com/1");
});

test("changed arguments change the address, unless it reads more than them", () => {
  const request = { method: "GET", template: "https://example.com/{{ a }}", address: "https://example.com/1" };
  expect(refilledAddress(request, { a: 2 })).toBe("https://example.com/2");
  expect(refilledAddress(request, [])).toBeUndefined();
  expect(refilledAddress({ ...request, template: "https://example.com/{{ input.a }}" }, { a: 2 })).toBeUndefined();
  expect(refilledAddress({ method: "GET", template: request.template }, { a: 2 })).toBeUndefined();
});
