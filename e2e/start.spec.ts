import { expect, test } from "./support/test";

test("the first page opens without an error in the console", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto("/");
  await expect(page).toHaveTitle(/Heddle/);
  expect(errors).toEqual([]);
});

test("the server ends on Ctrl-C and comes back with the same data folder", async ({ server, request }) => {
  await server.stop();
  await expect(request.get(`${server.url}/api/health`)).rejects.toThrow(/ECONNREFUSED/);
  await server.restart();
  expect((await request.get(`${server.url}/api/health`)).status()).toBe(200);
});
