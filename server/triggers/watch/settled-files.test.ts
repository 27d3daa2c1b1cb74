import { expect, test } from "vitest";
import { SettledFiles } from "./settled-files";

const found = (files: Record<string, string>) => new Map(Object.entries(files));
const settledAt = (files: SettledFiles, now: number, there: Record<string, string>) =>
  files.look(found(there), now).settled.map(({ path, mark }) => `${path} ${mark}`);

test("a file that came at once is settled after a moment, once", () => {
  const files = new SettledFiles(new Map());
  expect(settledAt(files, 0, { a: "3.1" })).toEqual([]);
  expect(settledAt(files, 500, { a: "3.1" })).toEqual([]);
  expect(settledAt(files, 900, { a: "3.1" })).toEqual(["a 3.1"]);
  expect(settledAt(files, 9_000, { a: "3.1" })).toEqual([]);
  files.done({ path: "a", mark: "3.1" });
  expect(settledAt(files, 20_000, { a: "3.1" })).toEqual([]);
});

test("one that grows waits for its writer, who may pause", () => {
  const files = new SettledFiles(new Map());
  for (let step = 0; step < 10; step += 1) expect(settledAt(files, step * 600, { a: `${step}.${step}` })).toEqual([]);
  expect(settledAt(files, 5_400 + 2_000, { a: "9.9" })).toEqual([]);
  expect(settledAt(files, 5_400 + 2_600, { a: "9.9" })).toEqual(["a 9.9"]);
});

test("an empty file waits for its content", () => {
  const files = new SettledFiles(new Map());
  settledAt(files, 0, { a: "0.1" });
  expect(settledAt(files, 2_000, { a: "0.1" })).toEqual([]);
  expect(settledAt(files, 2_600, { a: "0.1" })).toEqual(["a 0.1"]);
});

test("what is known needs nothing until it changes", () => {
  const files = new SettledFiles(found({ a: "1.1" }));
  settledAt(files, 0, { a: "1.1" });
  expect(settledAt(files, 5_000, { a: "1.1" })).toEqual([]);
  settledAt(files, 6_000, { a: "1.2" });
  expect(settledAt(files, 7_000, { a: "1.2" })).toEqual(["a 1.2"]);
});

test("a change while it is dealt with is another one", () => {
  const files = new SettledFiles(new Map());
  settledAt(files, 0, { a: "1.1" });
  expect(settledAt(files, 1_000, { a: "1.1" })).toEqual(["a 1.1"]);
  expect(settledAt(files, 1_500, { a: "2.2" })).toEqual([]);
  files.done({ path: "a", mark: "1.1" });
  expect(settledAt(files, 4_500, { a: "2.2" })).toEqual(["a 2.2"]);
});

test("what could not be dealt with comes again, later", () => {
  const files = new SettledFiles(new Map());
  settledAt(files, 0, { a: "1.1" });
  settledAt(files, 1_000, { a: "1.1" });
  files.again({ path: "a", mark: "1.1" }, 1_000);
  expect(files.look(found({ a: "1.1" }), 5_000)).toEqual({ settled: [], gone: [], isUnsettled: false });
  expect(settledAt(files, 6_000, { a: "1.1" })).toEqual(["a 1.1"]);
});

test("what cannot be dealt with for long is tried less and less often, and a change at once", () => {
  const files = new SettledFiles(new Map());
  settledAt(files, 0, { a: "1.1" });
  const tries: number[] = [];
  for (let now = 1_000; now <= 200_000; now += 1_000)
    if (settledAt(files, now, { a: "1.1" }).length > 0) {
      tries.push(now / 1_000);
      files.again({ path: "a", mark: "1.1" }, now);
    }
  expect(tries).toEqual([1, 6, 16, 36, 76, 136, 196]);
  settledAt(files, 201_000, { a: "2.2" });
  expect(settledAt(files, 204_000, { a: "2.2" })).toEqual(["a 2.2"]);
});

test("what cannot be looked at is not gone", () => {
  const files = new SettledFiles(found({ "below/a": "1.1", b: "1.1" }));
  files.look(found({ "below/a": "1.1", b: "1.1" }), 0);
  expect(files.look(found({}), 100, (path) => path.startsWith("below/")).gone).toEqual(["b"]);
  settledAt(files, 200, { "below/a": "1.1" });
  expect(settledAt(files, 9_000, { "below/a": "1.1" })).toEqual([]);
});

test("what another folder of the name lacks is not gone", () => {
  const files = new SettledFiles(found({ a: "1.1.7.old" }));
  files.look(found({ a: "1.1.7.old" }), 0);
  files.moveOn();
  expect(files.look(found({}), 100).gone).toEqual([]);
  settledAt(files, 200, { a: "1.1.9.new" });
  expect(settledAt(files, 9_000, { a: "1.1.9.new" })).toEqual([]);
});

test("says what went, and takes it as new when it comes back", () => {
  const files = new SettledFiles(found({ a: "1.1", elsewhere: "1.1" }));
  files.look(found({ a: "1.1" }), 0);
  expect(files.look(found({}), 100).gone).toEqual(["a"]);
  settledAt(files, 200, { a: "1.1" });
  expect(settledAt(files, 1_200, { a: "1.1" })).toEqual(["a 1.1"]);
});

test("tells whether to look again soon", () => {
  const files = new SettledFiles(new Map());
  expect(files.look(found({ a: "1.1" }), 0).isUnsettled).toBe(true);
  expect(files.look(found({ a: "1.1" }), 1_000).isUnsettled).toBe(false);
});
