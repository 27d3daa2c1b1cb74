/** Where inside containers a node run stands: `""`, `loop[2]`, `loop[2]/inner[0]`. */

/** The path of one item of a container that stands at `path`. */
export function itemPath(path: string, containerId: string, index: number): string {
  return `${path === "" ? "" : `${path}/`}${containerId}[${index}]`;
}

/** The item that a path lies in, calls of tools left out: `loop[2]/boss#1` lies in `loop[2]`. Empty outside of containers. */
export function itemOf(path: string): string {
  return path.slice(0, path.lastIndexOf("]") + 1);
}

/** The items that a path lies in, the outermost first: `loop[2]/inner[0]` lies in `loop[2]` and in itself. */
export function itemsAround(path: string): string[] {
  const items: string[] = [];
  for (let end = path.indexOf("]"); end !== -1; end = path.indexOf("]", end + 1)) items.push(path.slice(0, end + 1));
  return items;
}

/** The node runs that a path lies in, by their keys: `loop[2]/boss#1` lies in `loop` and in `loop[2]/boss`. */
export function keysAround(path: string): string[] {
  const parts = path === "" ? [] : path.split("/");
  return parts.map((part, place) => [...parts.slice(0, place), part.replace(/[[#].*$/, "")].join("/"));
}

/** Where a node run stands, as people call it: "item 3, item 1", "item 1, call 2 of boss". Empty outside of all. */
export function pathWords(path: string): string {
  const parts = path === "" ? [] : path.split("/");
  return parts.map(partWords).join(", ");
}

function partWords(part: string): string {
  const [, index] = /\[(\d+)\]$/.exec(part) ?? [];
  if (index !== undefined) return `item ${Number(index) + 1}`;
  const [, caller, call] = /^(.*)#(\d+)$/.exec(part) ?? [];
  return call === undefined ? part : `call ${call} of ${caller}`;
}

/** One item of a container on the way to a path. */
export interface ItemStep {
  readonly containerId: string;
  /** Where the container stands. */
  readonly path: string;
  readonly index: number;
}

/** The items that lead to a path, the outermost first; undefined where a call of a tool is among them. */
export function stepsTo(path: string): ItemStep[] | undefined {
  const parts = path === "" ? [] : path.split("/");
  const steps = parts.map((part, place) => {
    const [, containerId, index] = /^(.+)\[(\d+)\]$/.exec(part) ?? [];
    if (containerId === undefined) return undefined;
    return { containerId, path: parts.slice(0, place).join("/"), index: Number(index) };
  });
  return steps.every((step) => step !== undefined) ? steps : undefined;
}
