import { expect, test } from "vitest";
import { testContext } from "../testing/test-context";
import { type ChatConfig, chatDefinition } from "./definition";
import { runChat } from "./run";

test("gives the message and the conversation before it", () => {
  const input = { message: "And then?", messages: [{ role: "user", content: "Hello" }] };
  expect(runChat(testContext<ChatConfig>(chatDefinition, { input }))).toEqual(input);
});

test("a run that was started by hand has neither", () => {
  expect(runChat(testContext<ChatConfig>(chatDefinition))).toEqual({ message: "", messages: [] });
});
