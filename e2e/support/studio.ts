import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import type { StubModel } from "./stub-model";
import { expect } from "./test";

/** What tests of the canvas do and look at. */

const examples = path.resolve(import.meta.dirname, "../../examples");

export interface StoredDocument {
  readonly name: string;
  readonly nodes: readonly { id: string; type: string; config?: Record<string, unknown>; position: object }[];
  readonly connections: readonly { source: string; sourceHandle: string; target: string; targetHandle: string }[];
}

export async function example(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path.join(examples, file), "utf8")) as Record<string, unknown>;
}

/** Stores a document and opens its canvas; returns its id. */
export async function openWorkflow(page: Page, document: object): Promise<string> {
  const response = await page.request.post("/api/v1/workflows", { data: document });
  expect(response.status()).toBe(201);
  const { id } = (await response.json()) as { id: string };
  await page.goto(`/workflows/${id}`);
  await expect(canvas(page)).toBeVisible();
  return id;
}

/** The document as the server has it. */
export async function storedDocument(page: Page, id: string): Promise<StoredDocument> {
  const response = await page.request.get(`/api/v1/workflows/${id}/export`);
  return (await response.json()) as StoredDocument;
}

/** Makes the stub the one model, and so the default. */
export async function useModel(page: Page, stub: StubModel): Promise<void> {
  await removeModels(page);
  const response = await page.request.post("/api/v1/models", {
    data: { id: "stub", name: "Stub", type: "custom", base_url: stub.base, model: "stub-model" },
  });
  expect(response.status()).toBe(201);
}

export async function removeModels(page: Page): Promise<void> {
  const response = await page.request.get("/api/v1/models");
  for (const { id } of ((await response.json()) as { items: { id: string }[] }).items) {
    await page.request.delete(`/api/v1/models/${encodeURIComponent(id)}`);
  }
}

export const canvas = (page: Page): Locator => page.getByRole("application", { name: "Canvas" });
export const card = (page: Page, nodeId: string): Locator => page.locator(`[data-node-card="${nodeId}"]`);
export const cards = (page: Page): Locator => page.locator("[data-node-card]");
export const dot = (page: Page, nodeId: string, port: string): Locator =>
  page.locator(`.react-flow__handle[data-nodeid="${nodeId}"][data-handleid="${port}"]`);
export const status = (page: Page, text: string): Locator => page.getByRole("status").filter({ hasText: text });

export async function expectStatus(page: Page, nodeId: string, expected: string): Promise<void> {
  await expect(card(page, nodeId)).toHaveAttribute("data-status", expected);
}

/** Presses Run, and Run of the form that asks for input. */
export async function run(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Run/ }).click();
  await page.getByRole("dialog", { name: "Run with" }).getByRole("button", { name: /^Run/ }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** From the middle of one thing to the middle of another, with the mouse, as a person moves it; `hold` looks before it ends. */
export async function drag(page: Page, from: Locator, to: Locator | Point, hold?: () => Promise<void>): Promise<void> {
  const start = await middleOf(from);
  const end = "x" in to ? to : await middleOf(to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await hold?.();
  await page.mouse.up();
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export async function middleOf(locator: Locator): Promise<Point> {
  await expect(locator).toBeVisible();
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`nothing to point at: ${locator}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Something that a test lets go when it has seen enough. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

/** Everything that the page says is wrong from now on. */
export function watchConsole(page: Page): string[] {
  const lines: string[] = [];
  page.on("pageerror", (error) => lines.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) lines.push(`${message.type()}: ${message.text()}`);
  });
  return lines;
}
