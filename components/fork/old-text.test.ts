import { expect, test } from "vitest";
import { startFork } from "./fork-draft";
import { oldTexts, takenAlong } from "./old-text";

const ports = [
  { name: "text", kind: "text" },
  { name: "json", kind: "json" },
  { name: "messages", kind: "messages" },
] as const;
const output = {
  text: "The old answer",
  messages: [
    { role: "user", content: "Ask" },
    { role: "assistant", content: "The old answer" },
  ],
};
const edited = (text: string) => {
  const { ports: drafts } = startFork(ports, output);
  return { ...drafts, text: { ...drafts.text, as: "text", text, fires: true } } as const;
};

test("messages that keep the old answer are found, and get the new one", () => {
  expect(oldTexts(startFork(ports, output).ports, output)).toEqual([]);
  const found = oldTexts(edited("A new one"), output);
  expect(found).toEqual([{ edited: "text", ports: ["messages"] }]);
  const next = takenAlong(edited("A new one"), output, found[0] as (typeof found)[number]);
  expect(JSON.parse(next.messages?.text ?? "")).toEqual([
    { role: "user", content: "Ask" },
    { role: "assistant", content: "A new one" },
  ]);
  expect(oldTexts(next, output)).toEqual([]);
});

test("what does not hold it, gives nothing, or is no JSON yet is left alone", () => {
  const base = edited("A new one");
  const messages = (more: object) => ({ ...base, messages: { as: "json", text: "[]", fires: true, ...more } }) as const;
  expect(oldTexts(messages({}), output)).toEqual([]);
  expect(oldTexts(messages({ text: '["The old answer"' }), output)).toEqual([]);
  expect(oldTexts(messages({ text: '["The old answer"]', fires: false }), output)).toEqual([]);
  expect(oldTexts(edited("New"), { text: "Old", messages: ["Old"] })).toEqual([]);
});
