import { request } from "node:http";
import { expect, test } from "./support/test";

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** A request as a browser sends it that was led here by a name of somebody else's. */
function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      resolve({
        status: response.statusCode as number,
        headers: response.headers,
        text: Buffer.concat(parts).toString(),
      });
    })
      .on("error", reject)
      .end();
  });
}

test("every address is refused under a name that is not this machine's: pages and their files were not", async ({
  server,
}) => {
  const page = await get(`${server.url}/workflows`);
  const script = /\/_next\/static\/[^"]+\.js/.exec(page.text)?.[0];
  expect(script).toBeDefined();
  for (const path of ["/workflows", "/nothing", "/", script, "/logo.svg", "/icon.svg", "/api/health", "/api/v1/runs"]) {
    expect((await get(`${server.url}${path}`)).status, path).not.toBe(403);
    const foreign = await get(`${server.url}${path}`, { Host: "evil.example" });
    expect(foreign.status, path).toBe(403);
    expect(foreign.text, path).toContain("127.0.0.1, localhost and [::1] alone");
    const origin = await get(`${server.url}${path}`, { Origin: "https://evil.example" });
    expect(origin.status, path).toBe(403);
    const embedded = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" };
    expect((await get(`${server.url}${path}`, embedded)).status, path).toBe(403);
  }
  const followed = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  expect((await get(`${server.url}/workflows`, followed)).status).toBe(200);
});

test("an address that cannot be decoded is the sender's fault; an unknown one is a problem and no page", async ({
  server,
}) => {
  for (const path of ["/api/v1/runs/%E0%A4%A", "/api/trpc/%", "/workflows/%zz"]) {
    const { status, headers, text } = await get(`${server.url}${path}`);
    expect(status, path).toBe(400);
    expect(headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(text)).toMatchObject({ status: 400, code: "REQUEST_INVALID" });
  }
  for (const path of ["/api/nothing", "/api", "/v1/models", "/mcp", "/metrics"])
    expect(JSON.parse((await get(`${server.url}${path}`)).text)).toMatchObject({ status: 404, code: "NOT_FOUND" });
});

test("a page runs only scripts of its own, each time with another nonce, and stands in no frame", async ({
  server,
}) => {
  const nonces: string[] = [];
  for (const path of ["/workflows", "/workflows", "/models", "/nothing"]) {
    const { headers, text } = await get(`${server.url}${path}`);
    const policy = String(headers["content-security-policy"]);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] as string;
    nonces.push(nonce);
    const scripts = text.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(3);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).not.toMatch(/unsafe|http/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
    });
  }
  expect(new Set(nonces).size).toBe(nonces.length);
});

test("a script that somebody smuggled into a page does not run", async ({ page, server }) => {
  await page.goto(`${server.url}/workflows`);
  const ran = await page.evaluate(() => {
    const script = document.createElement("div");
    script.innerHTML = '<img src="x:" onerror="window.smuggled = true">';
    document.body.append(script);
    return new Promise((resolve) => {
      document.addEventListener("securitypolicyviolation", () => resolve(Reflect.has(window, "smuggled")), {
        once: true,
      });
    });
  });
  expect(ran).toBe(false);
});
