import type { Page } from "@playwright/test";
import { startStubModel } from "./support/stub-model";
import { card, expectStatus, openWorkflow, run, useModel } from "./support/studio";
import { expect, firstVisit as test } from "./support/test";

/** Runs that wait for a person: found, read, changed and answered, in the inbox and at the node. */

const mail = { to: "al@example.com", subject: "Looms" };

/** in → ask ┬ approved → sent;  rejected → kept */
function asking(name: string, config: object = {}): object {
  return {
    format: "heddle.workflow",
    version: 1,
    name,
    nodes: [
      {
        id: "in",
        type: "input",
        position: { x: 0, y: 0 },
        config: { fields: [{ name: "mail", type: "json", default: mail }] },
      },
      {
        id: "ask",
        type: "approval",
        name: "Ask",
        position: { x: 320, y: 0 },
        config: { title: "Send it?", show: "It goes to **everybody**.", ...config },
      },
      { id: "sent", type: "output", position: { x: 640, y: 0 }, config: { name: "sent" } },
      { id: "kept", type: "output", position: { x: 640, y: 160 }, config: { name: "kept" } },
    ],
    connections: [
      { id: "c1", source: "in", sourceHandle: "mail", target: "ask", targetHandle: "value" },
      { id: "c2", source: "ask", sourceHandle: "approved", target: "sent", targetHandle: "value" },
      { id: "c3", source: "ask", sourceHandle: "rejected", target: "kept", targetHandle: "value" },
    ],
  };
}

const translating = {
  format: "heddle.workflow",
  version: 1,
  name: "Translate",
  nodes: [
    { id: "in", type: "input", position: { x: 0, y: 0 }, config: { fields: [{ name: "text", type: "text" }] } },
    { id: "out", type: "output", position: { x: 320, y: 0 }, config: { name: "translated" } },
  ],
  connections: [{ id: "c1", source: "in", sourceHandle: "text", target: "out", targetHandle: "value" }],
};

/** An agent that has to ask before it lets the other workflow translate. */
function letters(workflow: string, prompt = "Go."): object {
  return {
    format: "heddle.workflow",
    version: 1,
    name: "Letters",
    nodes: [
      { id: "in", type: "input", position: { x: 0, y: 0 }, config: { fields: [{ name: "text", type: "text" }] } },
      { id: "m", type: "model", position: { x: 0, y: 200 } },
      { id: "translator", type: "workflow", name: "Translator", position: { x: 0, y: 400 }, config: { workflow } },
      {
        id: "boss",
        type: "agent",
        name: "Clerk",
        position: { x: 320, y: 0 },
        config: { prompt, approval: "always" },
      },
      { id: "out", type: "output", position: { x: 640, y: 0 }, config: { name: "said" } },
    ],
    connections: [
      { id: "c1", source: "m", sourceHandle: "model", target: "boss", targetHandle: "model" },
      { id: "c2", source: "translator", sourceHandle: "tool", target: "boss", targetHandle: "tools" },
      { id: "c3", source: "boss", sourceHandle: "text", target: "out", targetHandle: "value" },
    ],
  };
}

/** Stores a workflow and starts a run of it; returns when the run waits. */
async function startWaiting(page: Page, document: object, input: object = { mail }): Promise<string> {
  const stored = await page.request.post("/api/v1/workflows", { data: document });
  const { id } = (await stored.json()) as { id: string };
  const started = await page.request.post(`/api/v1/workflows/${id}/runs?wait=30`, { data: { input } });
  const run = (await started.json()) as { id: string; status: string };
  expect(run.status).toBe("waiting");
  return run.id;
}

async function outputOf(page: Page, runId: string): Promise<unknown> {
  const read = async () => (await (await page.request.get(`/api/v1/runs/${runId}`)).json()) as Record<string, unknown>;
  await expect.poll(async () => (await read()).status).toBe("completed");
  return (await read()).output;
}

const inRail = (page: Page) => page.getByRole("navigation", { name: "Studio" }).getByRole("link", { name: /^Inbox/ });
const question = (page: Page, title: string) => page.getByRole("article", { name: title });
const entries = (page: Page) => page.getByRole("navigation", { name: "Waiting" }).getByRole("button");
const nothing = (page: Page) => page.getByRole("heading", { name: "Nothing waits for you" });

/** Puts a text in the place of all that stands in a code editor. */
async function write(page: Page, editor: ReturnType<Page["getByLabel"]>, text: string): Promise<void> {
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

test("a run that asks is counted in the rail, and goes on with the value as it was changed", async ({ page }) => {
  await page.goto("/inbox");
  await expect(nothing(page)).toBeVisible();
  await openWorkflow(page, asking("Newsletter"));
  await run(page);
  await expectStatus(page, "ask", "waiting");
  await expect(inRail(page)).toHaveAccessibleName("Inbox 1 question waiting");

  await inRail(page).click();
  const asked = question(page, "Send it?");
  await expect(asked).toContainText("Newsletter");
  await expect(asked.locator("strong")).toHaveText("everybody");
  const editor = asked.getByRole("textbox", { name: "Value" });
  await expect(editor).toContainText("al@example.com");

  await write(page, editor, '{ "to": ');
  await asked.getByRole("button", { name: "Approve" }).click();
  await expect(asked).toContainText("This is no JSON, so it cannot be sent");
  await asked.getByRole("button", { name: "Undo the changes" }).click();
  await expect(editor).toContainText("Looms");

  await write(page, editor, '{ "to": "bo@example.com" }');
  const runId = (await asked.getByRole("link", { name: "Open the run" }).getAttribute("href"))?.split("/").at(-1);
  await asked.getByRole("button", { name: "Approve" }).click();
  await expect(nothing(page)).toBeVisible();
  await expect(inRail(page)).toHaveAccessibleName("Inbox");
  expect(await outputOf(page, String(runId))).toEqual({ sent: { to: "bo@example.com" } });
});

test("who answers late is told so, and the question goes", async ({ page, context }) => {
  const runId = await startWaiting(page, asking("Late"));
  const late = await context.newPage();
  await page.goto("/inbox");
  await late.goto("/inbox");
  await expect(question(late, "Send it?")).toBeVisible();
  // The second tab does not hear of the first one's answer.
  await late.route(/\/api\/trpc\/[^?]*inbox\./, (route) => route.abort());

  await question(page, "Send it?").getByRole("button", { name: "Reject" }).click();
  await expect(nothing(page)).toBeVisible();
  expect(await outputOf(page, runId)).toEqual({ kept: mail });

  await question(late, "Send it?").getByRole("button", { name: "Approve" }).click();
  await expect(late.getByText("This was answered already, so your answer was not used.")).toBeVisible();
  await expect(entries(late)).toHaveCount(0);
});

test("with the keys: arrows, Enter, A and R, but not while typing", async ({ page }) => {
  const first = await startWaiting(page, asking("One", { title: "First?" }), { mail: "one" });
  const second = await startWaiting(page, asking("Two", { title: "Second?" }), { mail: "two" });
  await page.goto("/inbox");
  await expect(question(page, "Second?")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(question(page, "First?")).toBeVisible();
  await page.keyboard.press("Enter");
  const text = question(page, "First?").getByRole("textbox", { name: "Value" });
  await expect(text).toBeFocused();
  await page.keyboard.type(" ar");
  await expect(text).toHaveValue("one ar");
  await page.keyboard.press("Escape");
  await page.keyboard.press("a");
  await expect(question(page, "Second?")).toBeVisible();
  await expect(entries(page)).toHaveCount(1);
  await page.keyboard.press("r");
  await expect(nothing(page)).toBeVisible();
  expect(await outputOf(page, first)).toEqual({ sent: "one ar" });
  expect(await outputOf(page, second)).toEqual({ kept: "two" });
});

test("a form is filled in, and asks for what is missing", async ({ page }) => {
  const form = {
    type: "object",
    properties: {
      reason: { type: "string", title: "Why", minLength: 4 },
      copies: { type: "integer", minimum: 1, default: 2 },
      isUrgent: { type: "boolean", title: "Urgent" },
      size: { enum: ["small", "large"] },
    },
    required: ["reason", "size"],
  };
  const runId = await startWaiting(page, asking("Print", { title: "Print it?", form }));
  await page.goto("/inbox");
  const asked = question(page, "Print it?");
  await asked.getByRole("button", { name: "Approve" }).click();
  await expect(asked).toContainText("Fill this in.");
  await expect(asked).toContainText("Choose one.");
  await asked.getByLabel(/^Why/).fill("For the wall");
  await asked.getByLabel("Urgent").click();
  await asked.getByLabel(/^size/).click();
  await page.getByRole("option", { name: "large" }).click();
  await asked.getByRole("button", { name: "Approve" }).click();
  await expect(nothing(page)).toBeVisible();
  expect(await outputOf(page, runId)).toEqual({
    sent: { reason: "For the wall", copies: 2, isUrgent: true, size: "large" },
  });
});

test("a call that a model wants to make is made with the arguments as they were changed", async ({ page }) => {
  const call = { name: "translator", arguments: { text: "Guten Tag" } };
  const stub = await startStubModel((_, place) => (place === 0 ? { toolCalls: [call] } : { text: "Done." }));
  await useModel(page, stub);
  const echo = await page.request.post("/api/v1/workflows", { data: translating });
  const { id } = (await echo.json()) as { id: string };
  const runId = await startWaiting(page, letters(id), {});
  await page.goto("/inbox");
  const asked = question(page, "Clerk wants to call Translator");
  const does = asked.getByRole("region", { name: "What the call does" });
  await expect(does).toContainText("Translator");
  await expect(does).toContainText("Workflow");
  await expect(does).toContainText("Runs the workflow Translator.");
  const editor = asked.getByRole("textbox", { name: "Arguments" });
  await write(page, editor, '["Guten Abend"]');
  await asked.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(asked).toContainText("The arguments of a call are an object");
  await write(page, editor, '{ "text": 5 }');
  await asked.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(asked).toContainText("The arguments of the call do not fit the tool");
  await expect(asked.locator("[aria-invalid=true]")).toHaveCount(1);
  await expect(page.locator("[data-sonner-toast]")).toHaveCount(0);
  await write(page, editor, '{ "text": }');
  await expect(asked).toContainText("Line 1, column 11: a value is missing before this }.");
  await expect(asked).not.toContainText("do not fit the tool");
  await write(page, editor, '{ "text": "Guten Abend" }');
  await asked.getByRole("button", { name: "More ways to approve" }).click();
  await page.getByRole("menuitem", { name: "Approve once" }).click();
  await expect(nothing(page)).toBeVisible();
  expect(await outputOf(page, runId)).toEqual({ said: "Done." });
  // What the call gave back is told to the model.
  expect(JSON.stringify(stub.calls.at(-1)?.body.messages)).toContain("Guten Abend");
  await stub.close();
});

test("calls that are always allowed are read in words, made without asking, and taken back in the settings", async ({
  page,
}) => {
  const stub = await startStubModel(({ messages }) => {
    if (messages.some(({ content }) => content?.startsWith("Result of translator"))) return { text: "Done." };
    const text = messages.find(({ role }) => role === "user")?.content ?? "";
    return { toolCalls: [{ name: "translator", arguments: { text } }] };
  });
  await useModel(page, stub);
  const echo = await page.request.post("/api/v1/workflows", { data: translating });
  const { id: called } = (await echo.json()) as { id: string };
  const stored = await page.request.post("/api/v1/workflows", { data: letters(called, "{{ input.text }}") });
  const { id } = (await stored.json()) as { id: string };
  const start = async (text: string) => {
    const started = await page.request.post(`/api/v1/workflows/${id}/runs?wait=30`, { data: { input: { text } } });
    return (await started.json()) as { id: string; status: string };
  };

  const first = await start("Guten Tag, Al");
  expect(first.status).toBe("waiting");
  await page.goto("/inbox");
  const asked = question(page, "Clerk wants to call Translator");
  await asked.getByRole("button", { name: "More ways to approve" }).click();
  await page.getByRole("menuitem", { name: "Always approve calls like this…" }).click();
  const dialog = page.getByRole("dialog", { name: "Always allow calls like this" });
  await expect(dialog).toContainText('A later call is made without asking when text is exactly "Guten Tag, Al".');
  await dialog.getByRole("combobox", { name: "How text may be" }).click();
  await page.getByRole("option", { name: "Text like this" }).click();
  const pattern = dialog.getByRole("textbox");
  await expect(pattern).toHaveValue("Guten Tag, Al");
  await pattern.fill("Guten Abend*");
  await expect(dialog).toContainText("This does not fit the call");
  await expect(dialog.getByRole("button", { name: "Approve and always allow" })).toBeDisabled();
  await pattern.fill("Guten Tag, *");
  await expect(dialog).toContainText('when text fits "Guten Tag, *".');
  await dialog.getByRole("button", { name: "Approve and always allow" }).click();
  await expect(nothing(page)).toBeVisible();
  expect(await outputOf(page, first.id)).toEqual({ said: "Done." });

  expect((await start("Guten Tag, Bo")).status).toBe("completed");
  const other = await start("Guten Abend, Bo");
  expect(other.status).toBe("waiting");

  await page.goto(`/workflows/${id}`);
  await page.getByRole("button", { name: "Inspector" }).click();
  const settings = page.getByRole("complementary", { name: "Inspector" });
  await expect(settings.getByRole("heading", { name: "Called without asking" })).toBeVisible();
  await expect(settings).toContainText('Translator when text fits "Guten Tag, *"');
  await settings.getByRole("button", { name: /^Take back: Translator/ }).click();
  const confirm = page.getByRole("alertdialog");
  await expect(confirm).toContainText("Ask again about these calls of Translator?");
  await confirm.getByRole("button", { name: "Take back" }).click();
  await expect(settings.getByRole("heading", { name: "Called without asking" })).toHaveCount(0);
  const again = await start("Guten Tag, Cy");
  expect(again.status).toBe("waiting");
  // Nobody after this test has to find them in the inbox.
  for (const run of [other, again]) await page.request.post(`/api/v1/runs/${run.id}/cancel`);
  await stub.close();
});

test("a value that is too large for the trace is shown whole, and goes on as it was changed", async ({ page }) => {
  const runId = await startWaiting(page, asking("Large"), { mail: "long ".repeat(60_000) });
  await page.goto("/inbox");
  const text = question(page, "Send it?").getByRole("textbox", { name: "Value" });
  await expect(text).toHaveValue(/^long long /);
  await text.fill(`short ${"x".repeat(300_000)}`);
  await question(page, "Send it?").getByRole("button", { name: "Approve" }).click();
  await expect(nothing(page)).toBeVisible();
  expect(await outputOf(page, runId)).toEqual({ sent: `short ${"x".repeat(300_000)}` });
});

test("the node itself asks in the studio, and says what was decided", async ({ page }) => {
  await openWorkflow(page, asking("At the node", { title: "Send it to {{ value.to }}?", timeoutMs: 3_600_000 }));
  await run(page);
  await expectStatus(page, "ask", "waiting");
  await expect(card(page, "ask")).toContainText("Send it to al@example.com?");
  await expect(card(page, "ask")).not.toContainText("{{");
  await card(page, "ask").click();
  const asked = page.getByRole("region", { name: "Waiting" });
  await expect(asked).toContainText("Send it to al@example.com?");
  await expect(asked.getByRole("button", { name: "Approve" })).toBeInViewport();
  await card(page, "in").click();
  await expect(page.getByRole("tab", { name: "Settings" })).toHaveAttribute("aria-selected", "true");
  await card(page, "ask").getByRole("button", { name: "Answer" }).click();
  await expect(asked).toContainText(/Answers itself in 59 min \d+ s/);
  await write(page, asked.getByRole("textbox", { name: "Value" }), "[1, 2]");
  await asked.getByRole("button", { name: "Approve" }).click();
  await expectStatus(page, "sent", "completed");
  const decided = page.getByRole("region", { name: "Decision" });
  await expect(decided).toContainText("Approved");
  await expect(decided).toContainText("with a changed value");
});

test("a question of any length is cut until somebody asks for all of it, with its answers in sight", async ({
  page,
}) => {
  const show = "A line of a long letter.\n\n".repeat(1_200);
  await startWaiting(page, asking("Long", { title: `Send it? ${"Really? ".repeat(240)}`, show }));
  await page.goto("/inbox");
  const asked = page.getByRole("article");
  await expect(asked.getByRole("button", { name: "Approve" })).toBeInViewport();
  await asked.getByRole("button", { name: "Show all of the text" }).click();
  await expect(asked.getByRole("button", { name: "Show less of the text" })).toBeVisible();
  await expect(asked.getByRole("button", { name: "Approve" })).toBeInViewport();
  const ages = await page.locator("article time, nav[aria-label=Waiting] time").allInnerTexts();
  expect(new Set(ages).size).toBe(1);
  await asked.getByRole("button", { name: "Reject" }).click();
  await expect(nothing(page)).toBeVisible();
});

test("a double click answers one question, once", async ({ page }) => {
  const runs: string[] = [];
  for (const name of ["First", "Second"]) runs.push(await startWaiting(page, asking(name)));
  await page.goto("/inbox");
  await expect(entries(page)).toHaveCount(2);
  await question(page, "Send it?").getByRole("button", { name: "Approve" }).dblclick();
  await expect(entries(page)).toHaveCount(1);
  await expect.poll(() => outputOf(page, runs[1] as string)).toEqual({ sent: mail });
  await expect(page.locator("[data-sonner-toast]")).toHaveCount(0);
  await question(page, "Send it?").getByRole("button", { name: "Reject" }).click();
  expect(await outputOf(page, runs[0] as string)).toEqual({ kept: mail });

  await openWorkflow(page, asking("Third"));
  await run(page);
  await expectStatus(page, "ask", "waiting");
  await card(page, "ask").click();
  await page.getByRole("region", { name: "Waiting" }).getByRole("button", { name: "Approve" }).dblclick();
  await expectStatus(page, "sent", "completed");
  await expect(page.locator("[data-sonner-toast]")).toHaveCount(0);
});

test("a workflow that another one runs is found by its name", async ({ page }) => {
  for (const name of ["Weave", "Dye"]) {
    expect((await page.request.post("/api/v1/workflows", { data: asking(name) })).status()).toBe(201);
  }
  await openWorkflow(page, {
    format: "heddle.workflow",
    version: 1,
    name: "Caller",
    nodes: [{ id: "call", type: "workflow", name: "Call", position: { x: 0, y: 0 }, config: { workflow: "gone-1" } }],
    connections: [],
  });
  await card(page, "call").click();
  const control = page.getByLabel("Workflow", { exact: true });
  await expect(control).toContainText("gone-1");
  await expect(page.getByText("No workflow has this id.")).toBeVisible();
  await control.click();
  await page.getByPlaceholder("Search workflows").fill("dy");
  await expect(page.getByRole("option")).toHaveText(["Dye"]);
  await page.keyboard.press("Enter");
  await expect(control).toContainText("Dye");
  await page.getByRole("link", { name: "Open Dye" }).click();
  await expect(page.getByRole("application", { name: "Canvas" })).toBeVisible();
  await expect(card(page, "ask")).toBeVisible();
});
