import { expect, test } from "vitest";
import { testContext } from "../testing/test-context";
import { type WebhookConfig, webhookDefinition } from "./definition";
import { runWebhook } from "./run";

test("gives what the request brought", () => {
  const input = { body: { a: 1 }, headers: { accept: "text/html" }, query: { x: "1" } };
  const context = testContext<WebhookConfig>(webhookDefinition, { config: { path: "a/b" }, input });
  expect(runWebhook(context)).toEqual(input);
});

test.each([["/a"], ["a//b"], ["a b"], ["a/"], [".."], ["a/../b"], ["./a"]])("refuses the path %s", (path) => {
  expect(webhookDefinition.config.safeParse({ path }).success).toBe(false);
});

test.each([["a.b"], [".well-known/x"], ["..."]])("takes the path %s", (path) => {
  expect(webhookDefinition.config.safeParse({ path }).success).toBe(true);
});
