import { expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { folderMarkOf, folderOfMark, isSameMark, isSameMarkSql, markOf, sizeOfMark } from "./file-mark";

const folder = folderMarkOf({ dev: 8n, ino: 2n });
const mark = markOf({ size: 5n, mtimeNs: 100n, ino: 7n }, folder);

describeEachDatabase("marks of files", (opened) => {
  it.each([
    ["the same file", mark, true],
    ["another size", markOf({ size: 6n, mtimeNs: 100n, ino: 7n }, folder), false],
    ["another time", markOf({ size: 5n, mtimeNs: 101n, ino: 7n }, folder), false],
    ["another file with its size and time", markOf({ size: 5n, mtimeNs: 100n, ino: 8n }, folder), false],
    [
      "as another machine sees it",
      markOf({ size: 5n, mtimeNs: 100n, ino: 8n }, folderMarkOf({ dev: 9n, ino: 2n })),
      true,
    ],
    ["as an earlier version wrote it", "5.100", true],
  ])("tell %s", async (_, other, isSame) => {
    expect([isSameMark(mark, other), isSameMark(other, mark)]).toEqual([isSame, isSame]);
    const rows = await opened().execute(`select ${isSameMarkSql("$1::text", "$2::text")} as is_same`, [mark, other]);
    expect(rows).toEqual([{ is_same: isSame }]);
  });
});

it("marks of files say their size and their folder", () => {
  expect([sizeOfMark(mark), folderOfMark(mark), sizeOfMark("5.100"), folderOfMark("5.100")]).toEqual([5, "8-2", 5, ""]);
});
