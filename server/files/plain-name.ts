/** The last part of a path, without what no name needs. */
export function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(/\p{Cc}/gu, "")
    .trim()
    .slice(0, 200);
  return plain === "" || plain === "." || plain === ".." ? "file" : plain;
}
