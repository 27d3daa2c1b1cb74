/** What a collection is called that files make: the one file's name without its ending, or what they all are. */
export function nameOfFiles(files: readonly { readonly name: string }[]): string {
  const [first] = files;
  if (first === undefined || files.length > 1) return "New collection";
  const name = first.name
    .replace(/\.[^.]{1,8}$/, "")
    .replaceAll(/[_-]+/g, " ")
    .trim();
  return name === "" ? first.name : name.slice(0, 200);
}
