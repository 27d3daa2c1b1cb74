import type { Page } from "@playwright/test";
import { type StubBody, startStubModel } from "./support/stub-model";
import { gate, useModel } from "./support/studio";
import { expect, firstVisit as test } from "./support/test";

/** Talking to a workflow: streaming, stop, branches, search, and what a restart leaves. */

const at = { x: 0, y: 0 };
const talking = {
  format: "heddle.workflow",
  version: 1,
  name: "Weaver",
  nodes: [
    {
      id: "talk",
      type: "chat",
      position: at,
      config: { greeting: "Ask about **looms**.", examples: ["What is a loom?"] },
    },
    { id: "m", type: "model", position: at, config: {} },
    { id: "a", type: "agent", position: at, config: { instructions: "You weave.", prompt: "{{ message }}" } },
    { id: "out", type: "output", position: at, config: { name: "answer" } },
  ],
  connections: [
    { id: "c1", source: "talk", sourceHandle: "message", target: "a", targetHandle: "message" },
    { id: "c2", source: "talk", sourceHandle: "messages", target: "a", targetHandle: "messages" },
    { id: "c3", source: "m", sourceHandle: "model", target: "a", targetHandle: "model" },
    { id: "c4", source: "a", sourceHandle: "text", target: "out", targetHandle: "value" },
  ],
};

const saidTo = (body: StubBody) => body.messages.map(({ role, content }) => `${role}: ${content}`);

async function openChat(page: Page): Promise<void> {
  const made = await page.request.post("/api/v1/workflows", { data: talking });
  expect(made.status()).toBe(201);
  await page.goto(`/chat?workflow=${(await made.json()).id}`);
}

const message = (page: Page) => page.getByRole("textbox", { name: "Message" });
const answers = (page: Page) => page.getByRole("article", { name: "Weaver" });

async function say(page: Page, text: string): Promise<void> {
  await message(page).fill(text);
  await message(page).press("Enter");
}

test("streams an answer, remembers it over a restart, and branches where a message is edited", async ({
  page,
  server,
}) => {
  const half = gate();
  const stub = await startStubModel((_, place) =>
    place === 0
      ? { text: "A loom holds threads. | a | b |", hold: { after: 2, until: half.opened } }
      : { text: `Answer number ${place}.` },
  );
  await useModel(page, stub);
  await openChat(page);
  await expect(page.getByText("Ask about")).toBeVisible();
  await page.getByRole("button", { name: "What is a loom?" }).click();
  await expect(page).toHaveURL(/\/chat\/.+/);
  await expect(answers(page).getByText("A loom")).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  half.open();
  await expect(answers(page).getByText("holds threads.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeVisible();

  await server.stop();
  await server.restart();
  await page.reload();
  await expect(answers(page).getByText("holds threads.")).toBeVisible();
  await say(page, "And a heddle?");
  await expect(answers(page).nth(1).getByText("Answer number 1.")).toBeVisible();
  expect(saidTo((await stub.arrival(1)).body)).toEqual([
    "system: You weave.",
    "user: What is a loom?",
    "assistant: A loom holds threads. | a | b |",
    "user: And a heddle?",
  ]);

  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeVisible();
  await message(page).press("ArrowUp");
  const edited = page.getByRole("textbox", { name: "Edit the message" });
  await expect(edited).toHaveValue("And a heddle?");
  await edited.fill("And a shuttle?");
  await edited.press("Enter");
  await expect(answers(page).nth(1).getByText("Answer number 2.")).toBeVisible();
  expect(saidTo((await stub.arrival(2)).body).slice(1)).toEqual([
    "user: What is a loom?",
    "assistant: A loom holds threads. | a | b |",
    "user: And a shuttle?",
  ]);
  await expect(page.getByText("2/2")).toBeVisible();
  await page.getByRole("button", { name: "The version before" }).click();
  await expect(answers(page).nth(1).getByText("Answer number 1.")).toBeVisible();
  await expect(page.getByText("1/2")).toBeVisible();

  await answers(page).nth(1).hover();
  await answers(page).nth(1).getByRole("button", { name: "Answer again" }).click();
  await expect(answers(page).nth(1).getByText("Answer number 3.")).toBeVisible();

  await answers(page).nth(1).getByRole("button", { name: "Show the trace" }).click();
  await expect(page.getByRole("complementary", { name: "Trace" }).getByRole("listbox")).toContainText("Agent");

  const list = page.getByRole("navigation", { name: "Conversations" });
  await list.getByRole("searchbox").fill("shuttle");
  await expect(list.getByRole("link", { name: /What is a loom/ })).toBeVisible();
  await list.getByRole("searchbox").fill("bicycle");
  await expect(list.getByText("No conversation has all of these words.")).toBeVisible();
  await stub.close();
});

test("stops an answer, keeps what was written, and takes files", async ({ page }) => {
  const held = gate();
  const stub = await startStubModel((_, place) =>
    place === 0 ? { text: "one two three", hold: { after: 2, until: held.opened } } : { text: "Read it." },
  );
  await useModel(page, stub);
  await openChat(page);
  await say(page, "Count.");
  await expect(answers(page).getByText("one two")).toBeVisible();
  await message(page).press("Escape");
  await expect(answers(page).getByText("Stopped here.")).toBeVisible();
  await expect(answers(page).getByText("one two")).toBeVisible();
  held.open();
  await page
    .getByLabel("Files", { exact: true })
    .setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("Looms are old.") });
  await expect(page.getByRole("listitem").filter({ hasText: "notes.txt" })).toBeVisible();
  await say(page, "Read this.");
  await expect(answers(page).nth(1).getByText("Read it.")).toBeVisible();
  expect((await stub.arrival(1)).body.messages.at(-1)?.content).toContain("Looms are old.");
  await stub.close();
});
