import { expect, test } from "vitest";
import { branchView, type Message } from "./branch-view";

const message = (id: string, parentId: string | null, role: Message["role"]): Message => ({
  ...{ id, parentId, role, content: id, details: {}, status: "completed", isPinned: false, runId: null },
  createdAt: "2026-01-01T00:00:00.000Z",
});

const messages = [
  message("a", null, "user"),
  message("b", "a", "assistant"),
  message("c", "b", "user"),
  message("d", "c", "assistant"),
  message("e", "b", "user"),
  message("f", "e", "assistant"),
  message("g", "e", "assistant"),
];

test("shows the branch that ends at the head, each message with those in its place", () => {
  const shown = branchView({ messages, headId: "g" });
  expect(shown.map(({ message: { id }, siblings, index }) => [id, siblings, index])).toEqual([
    ["a", ["a"], 0],
    ["b", ["b"], 0],
    ["e", ["c", "e"], 1],
    ["g", ["f", "g"], 1],
  ]);
});

test("begins where older messages are gone, and is empty without a head", () => {
  expect(branchView({ messages: messages.slice(2), headId: "d" }).map(({ message: { id } }) => id)).toEqual(["c", "d"]);
  expect(branchView({ messages, headId: null })).toEqual([]);
});
