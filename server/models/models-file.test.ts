import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseModelsFile, printProblem, readModelsFile } from "./models-file";
import { isStarter } from "./starter";

const good = "  - id: good\n    type: ollama\n";

describe("models.yaml", () => {
  test("in the specification's shape", () => {
    const { entries, problems } = parseModelsFile(
      "models:\n  - id: qwen\n    name: Qwen\n    type: lm_studio\n    base_url: http://127.0.0.1:1234\n    capabilities: [text, chat, juggling]\n",
    );
    expect(problems).toEqual([]);
    expect(entries).toEqual([
      {
        id: "qwen",
        name: "Qwen",
        type: "lm_studio",
        base_url: "http://127.0.0.1:1234/v1",
        capabilities: ["text", "chat", "juggling"],
      },
    ]);
  });

  test.each(["", "# nothing yet\n", "models:\n", "models: []\n"])("may be empty: %j", (text) => {
    expect(parseModelsFile(text)).toEqual({ entries: [], problems: [] });
  });

  test("as it is shipped has the model that comes with Heddle, and no problems", async () => {
    const { entries, problems } = await readModelsFile("models.yaml");
    expect(problems).toEqual([]);
    expect(entries.filter(isStarter)).toMatchObject([{ id: "starter" }]);
    for (const { path } of entries) expect(existsSync(join("models", path ?? "")), path).toBe(true);
  });

  test("that is not there has no entries", async () => {
    expect(await readModelsFile("/nowhere/models.yaml")).toEqual({ entries: [], problems: [] });
  });

  test("that is a folder says so", async () => {
    expect(await readModelsFile("/tmp")).toEqual({
      entries: [],
      problems: [{ message: "It cannot be read: it is a folder. Name a file in HEDDLE_MODELS." }],
    });
  });

  test.each([
    [
      "an id that is a word of the interface",
      "  - id: default\n    type: ollama\n",
      2,
      '"default"',
      "word of the interface",
    ],
    ["an unknown type", "  - id: a\n    type: olama\n", 3, '"a"', "type"],
    [
      "an address without a scheme",
      "  - id: a\n    type: custom\n    base_url: localhost:1234\n",
      4,
      '"a"',
      "http://localhost:1234",
    ],
    ["a custom server without an address", "  - id: a\n    type: custom\n", 2, '"a"', "base_url: It is missing: write"],
    ["a GGUF without a file", "  - id: a\n    type: gguf\n", 2, '"a"', "path: It is missing: name"],
    ["a key that does not exist", "  - id: a\n    type: ollama\n    baseurl: x\n", 2, '"a"', "baseurl"],
    ["no id", "  - type: ollama\n", 2, "entry 1", "id"],
    ["a text instead of an entry", "  - llama\n", 2, "entry 1", "Write an object, not a text."],
    ["an id that is taken", good, 4, '"good"', "choose another"],
  ])("with %s: the line is named, and the others load", (_, wrong, line, entry, message) => {
    const isSecond = wrong === good;
    const { entries, problems } = parseModelsFile(`models:\n${isSecond ? good + wrong : wrong + good}`);
    expect(entries.map(({ id }) => id)).toEqual(["good"]);
    expect(problems).toEqual([{ line, entry, message: expect.stringContaining(message) }]);
  });

  test("that breaks off keeps the entries before the break", () => {
    const { entries, problems } = parseModelsFile(`models:\n${good}  - id: "b\n    type: ollama\n`);
    expect(entries.map(({ id }) => id)).toEqual(["good"]);
    expect(problems[0]).toMatchObject({ message: expect.stringContaining("This is not YAML") });
    expect(problems[0]?.line).toBeGreaterThanOrEqual(4);
  });

  test.each(["- id: a\n", "model:\n  - id: a\n", "models:\n  id: a\n", "42"])(
    "without a list of models says so: %j",
    (text) => {
      const { problems } = parseModelsFile(text);
      expect(problems).toEqual([
        { line: expect.any(Number), message: expect.stringContaining("Write a list of models under `models:`.") },
      ]);
    },
  );

  test("cannot blow up by aliases", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi"
      .split("")
      .map((name, place) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[place]}`).join(",")}]`)
      .join("\n")}\nmodels:\n  - *i\n`;
    expect(parseModelsFile(bomb)).toEqual({
      entries: [],
      problems: [expect.objectContaining({ line: 11, entry: "entry 1" })],
    });
  });

  test("problems read as sentences", () => {
    expect(
      printProblem({ line: 7, entry: '"qwen"', message: "type: This is missing. Write a text." }, "models.yaml"),
    ).toBe('models.yaml, line 7, "qwen": type: This is missing. Write a text.');
  });
});
