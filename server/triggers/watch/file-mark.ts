import type { BigIntStats } from "node:fs";

type Told = Pick<BigIntStats, "size" | "mtimeNs" | "ino">;

/**
 * What tells a state of a file from others: its size, the time of its last change, and which file of which folder it is, since
 * `mv` puts another file in its place without touching the two. The time of the last change of its rights or its name is no part
 * of it: who lets others read a file has not changed it.
 */
export function markOf({ size, mtimeNs, ino }: Told, folder: string): string {
  return `${size}.${mtimeNs}.${ino}.${folder}`;
}

/** Names the folder that marks are compared in: other machines, and other mounts, number its files in their own way. */
export function folderMarkOf({ dev, ino }: Pick<BigIntStats, "dev" | "ino">): string {
  return `${dev}-${ino}`;
}

/** The same state of the same file; where the folder is not the same one, only size and time can be compared. */
export function isSameMark(one: string, other: string): boolean {
  const [size, time, file, folder] = one.split(".");
  const [otherSize, otherTime, otherFile, otherFolder] = other.split(".");
  return size === otherSize && time === otherTime && (folder !== otherFolder || file === otherFile);
}

/** `isSameMark` in SQL. */
export function isSameMarkSql(one: string, other: string): string {
  const part = (mark: string, n: number) => `split_part(${mark}, '.', ${n})`;
  const isSame = (n: number) => `${part(one, n)} = ${part(other, n)}`;
  return `(${isSame(1)} and ${isSame(2)} and (not ${isSame(4)} or ${isSame(3)}))`;
}

export function sizeOfMark(mark: string): number {
  return Number(mark.split(".", 1)[0]);
}

export function folderOfMark(mark: string): string {
  return mark.split(".")[3] ?? "";
}
