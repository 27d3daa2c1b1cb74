import { expect, test } from "vitest";
import { testContext } from "../testing/test-context";
import { type FileWatchConfig, fileWatchDefinition } from "./definition";
import { runFileWatch } from "./run";

test("gives the file that came and its place", () => {
  const file = { fileId: "f1", name: "a.pdf", mediaType: "application/pdf", size: 7 };
  const input = { file, path: "inbox/a.pdf" };
  expect(runFileWatch(testContext<FileWatchConfig>(fileWatchDefinition, { input }))).toEqual(input);
});

test("a run that no file started says how one does", () => {
  const context = testContext<FileWatchConfig>(fileWatchDefinition, { config: { folder: "inbox" } });
  expect(() => runFileWatch(context)).toThrow(
    expect.objectContaining({ code: "NODE_INPUT_INVALID", hint: expect.stringContaining("inbox") }),
  );
});

test.each([["/etc"], [".."], ["a/../b"], ["a/"], ["C:/x"], ["a\\b"], ["a\u0000"]])(
  "refuses the folder %j",
  (folder) => {
    const config = fileWatchDefinition.config.parse({ folder });
    expect(fileWatchDefinition.check?.(config)).toMatchObject([{ field: "folder" }]);
  },
);

test("takes the workspace folder and folders below it", () => {
  for (const folder of ["", "inbox", "in box/été"])
    expect(fileWatchDefinition.check?.(fileWatchDefinition.config.parse({ folder }))).toEqual([]);
});

test("refuses a pattern that cannot be read, and says how to write one", () => {
  const config = fileWatchDefinition.config.parse({ glob: "{a" });
  expect(fileWatchDefinition.check?.(config)).toMatchObject([
    { field: "glob", message: expect.stringMatching(/\*\.pdf/) },
  ]);
});

test("asks for the folder that it reads", () => {
  const wants = (config: object) => fileWatchDefinition.capabilities?.(fileWatchDefinition.config.parse(config)).files;
  expect([wants({ folder: "inbox" }), wants({})]).toEqual([["inbox"], ["*"]]);
});
