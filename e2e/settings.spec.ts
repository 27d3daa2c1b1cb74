import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { startServer } from "./support/server";

/** What a person reads who starts it so; the text begins with how it ended. */
async function refusal(env: Record<string, string>): Promise<string> {
  const started = await startServer(env).catch((error: Error) => error);
  if (started instanceof Error) return started.message;
  await started.remove();
  return "It started.";
}

const wrong: [string, Record<string, string>, RegExp][] = [
  ["a database without a key", { DATABASE_URL: "postgres://127.0.0.1:1/x" }, /set HEDDLE_SECRET_KEY to the same text/],
  ["a database address that is none", { DATABASE_URL: "nonsense" }, /DATABASE_URL must be an address such as/],
  [
    "a database that nobody serves",
    { DATABASE_URL: "postgres://127.0.0.1:1/x", HEDDLE_SECRET_KEY: "0123456789abcdef" },
    /The database x at 127\.0\.0\.1:1 cannot be used.*Check DATABASE_URL/,
  ],
  ["a port that is none", { PORT: "abc" }, /PORT is "abc", which is no port/],
  ["a number that is none", { HEDDLE_RUN_SLOTS: "many" }, /HEDDLE_RUN_SLOTS is no whole number/],
  ["a host that others reach", { HOST: "0.0.0.0" }, /HOST is "0\.0\.0\.0", which other machines can reach/],
  ["a data folder that is a file", { HEDDLE_DATA_DIR: path.resolve("package.json") }, /there is a file in its place/],
];

for (const [what, env, sentence] of wrong)
  test(`${what} ends the start with a sentence and no stack`, async () => {
    const told = await refusal(env);
    expect(told).toMatch(/^the server ended with 1:/);
    expect(told).toMatch(sentence);
    expect(told.match(/^heddle: /gm)?.length).toBe(1);
    expect(told).not.toMatch(/^\s+at |unhandledRejection/m);
  });

test("a models.yaml that is not there is told, and the rest works", async () => {
  const server = await startServer({ HEDDLE_MODELS: test.info().outputPath("nothing.yaml") });
  try {
    expect(server.output()).toMatch(/HEDDLE_MODELS names \S+nothing\.yaml, which is not there\. Correct it/);
  } finally {
    await server.remove();
  }
});

test("a models.yaml that cannot be read is told, and the rest works", async () => {
  const file = test.info().outputPath("models.yaml");
  await writeFile(file, "models:\n  - id: a\n    type: nonsense\n");
  const server = await startServer({ HEDDLE_MODELS: file });
  try {
    expect(server.output()).toContain('models.yaml, line 3, \\"a\\": type: Write one of');
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  } finally {
    await server.remove();
  }
});
