import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { startServer } from "./support/server";

/** Runs that took the server down again and again: found in the list with the reason, and sent again from there. */

const node = (id: string, type: string, x: number, config: object = {}) => ({
  id,
  type,
  position: { x, y: 0 },
  config,
});
const link = (id: string, source: string, sourceHandle: string, target: string, targetHandle: string) => ({
  id,
  source,
  sourceHandle,
  target,
  targetHandle,
});

function document(name: string, url: string) {
  return {
    format: "heddle.workflow",
    version: 1,
    name,
    nodes: [
      node("in", "input", 0, { fields: [{ name: "n", type: "number", default: 20 }] }),
      node("double", "transform", 320, { expression: "value * 2" }),
      node("ask", "http", 640, { url, headers: { after: "{{ n }}" } }),
      node("out", "output", 960, { name: "said" }),
    ],
    connections: [
      link("a", "in", "n", "double", "value"),
      link("b", "double", "value", "ask", "n"),
      link("c", "ask", "body", "out", "value"),
    ],
  };
}

test("a run that crashed the server three times is a dead letter, and goes on when it is sent again", async ({
  page,
}) => {
  test.setTimeout(300_000);
  // The first requests are never answered: the server is killed while it waits.
  let arrived = Promise.withResolvers<void>();
  let isDeadly = true;
  const asked = createServer((_, response) => {
    arrived.resolve();
    response.setHeader("content-type", "application/json");
    if (!isDeadly) response.end(JSON.stringify("all is well"));
  });
  await new Promise<void>((resolve) => asked.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(asked.address() as AddressInfo).port}`;
  const server = await startServer({ HEDDLE_ALLOW_HOSTS: address });
  const post = async (path: string, body: object) =>
    (await page.request.post(server.url + path, { data: body })).json() as Promise<{ id: string }>;
  try {
    const { id } = await post("/api/v1/workflows", document("Nightly numbers", `http://${address}`));
    const run = await post(`/api/v1/workflows/${id}/runs`, { input: { n: 21 } });
    const held = await post(`/api/v1/workflows/${id}/runs?wait=10`, { input: {}, breakpoints: ["double"] });
    for (let crash = 1; crash <= 3; crash++) {
      await arrived.promise;
      await server.kill();
      arrived = Promise.withResolvers();
      await server.restart();
    }
    isDeadly = false;

    await page.goto(`${server.url}/runs`);
    const rows = page.getByRole("table", { name: "Runs" }).locator("tbody tr");
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({ hasText: "Held at a breakpoint" }).getByText("Waiting", { exact: true })).toBeVisible();
    const filter = page.getByRole("button", { name: "Dead letters" });
    await expect(filter).toHaveText("Dead letters1");
    await filter.click();
    await expect(page).toHaveURL(/status=dead-letters/);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText("The server went down 3 times in a row while it worked on this run");

    await rows.getByRole("button", { name: "Send again" }).click();
    await expect(page.getByText("No dead letters")).toBeVisible();
    await expect(filter).toHaveText("Dead letters");
    await page.getByRole("button", { name: "Open it" }).click();
    await expect(page).not.toHaveURL(new RegExp(run.id));
    await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
    const sent = (await (await page.request.get(`${server.url}/api/v1/runs?limit=10`)).json()) as {
      items: { id: string; status: string; deadLetter?: { sentAgainAs: string | null } }[];
    };
    const successor = sent.items.find((item) => item.id === run.id)?.deadLetter?.sentAgainAs ?? "";
    expect(page.url()).toContain(successor);
    const view = await (await page.request.get(`${server.url}/api/v1/runs/${successor}`)).json();
    expect(view.output).toEqual({ said: "all is well" });

    // The old one leads to the new one, and cannot be sent twice.
    await page.goto(`${server.url}/runs`);
    await expect(rows).toHaveCount(3);
    await rows.filter({ hasText: "Sent again" }).getByRole("link", { name: "Open the new run" }).click();
    await expect(page).toHaveURL(new RegExp(successor));
    await page.goto(`${server.url}/runs/${run.id}`);
    await expect(page.getByRole("link", { name: "Open the new run" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Send again" })).toHaveCount(0);

    const resumed = await page.request.post(`${server.url}/api/v1/runs/${held.id}/resume`);
    expect(resumed.status()).toBe(200);
  } finally {
    await server.remove();
    asked.closeAllConnections();
    asked.close();
  }
});
