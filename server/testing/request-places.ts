/** The one node run that makes a request of `mixedWorkflows`: `path` is the whole path, or what the path of a tool's call begins with. */
export interface RequestPlace {
  readonly nodeId: string;
  readonly path: string;
  readonly isTool?: boolean;
}

type Finder = (name: string) => RequestPlace | undefined;

const items = "xyz";

/** By kind: what a request is called, where that is not the name of a node of the workflow itself. */
const finders: Readonly<Record<string, Finder>> = {
  loop: (name) => {
    const [, put, place] = /^(put-)?i(\d)$/.exec(name) ?? [];
    if (place === undefined) return undefined;
    return { nodeId: put === undefined ? "get" : "put", path: `loop[${Number(place) - 1}]` };
  },
  "loop-in-loop": (name) => {
    const [, round, part] = /^(\d)([ab])?$/.exec(name) ?? [];
    if (round === undefined) return undefined;
    if (part === undefined) return { nodeId: "get", path: `loop[${round}]` };
    return { nodeId: "part", path: `loop[${round}]/each[${part === "a" ? 0 : 1}]` };
  },
  agent: (name) => ({ nodeId: name, path: "boss", isTool: true }),
  "agent-writes": (name) => (name === "note" ? { nodeId: name, path: "boss", isTool: true } : undefined),
  "loop-of-agents": (name) => {
    const item = items.indexOf(name.slice("look-".length));
    return { nodeId: "look", path: `loop[${item}]/boss`, isTool: true };
  },
  approval: (name) => (name === "sent" ? { nodeId: "send", path: "" } : undefined),
  calls: (name) => {
    if (name === "called") return { nodeId: "look", path: "call[0]" };
    return name === "called-write" ? { nodeId: "write", path: "call[0]" } : undefined;
  },
};

export function placeOfRequest(kind: string, name: string): RequestPlace {
  return finders[kind]?.(name) ?? { nodeId: name, path: "" };
}

/** Where the agent works that was asked this. */
export function pathOfAgent(kind: string, asked: string): string {
  return kind === "loop-of-agents" ? `loop[${items.indexOf(asked.split(" ").at(-1) ?? "")}]` : "";
}
