import type { Workflow } from "@/nodes/core/workflow";

/** Readable and free ids: `agent1`, `forEach2`, `c7`. Templates and expressions may name a node by its id. */
export class NewIds {
  readonly #taken: Set<string>;

  constructor(workflow: Pick<Workflow, "nodes" | "connections">) {
    this.#taken = new Set([...workflow.nodes.map(({ id }) => id), ...workflow.connections.map(({ id }) => `c ${id}`)]);
  }

  /** Taken from now on. */
  node(type: string): string {
    return this.#next(stemOf(type), "");
  }

  /** Taken from now on. */
  connection(): string {
    return this.#next("c", "c ");
  }

  #next(stem: string, namespace: string): string {
    for (let number = 1; ; number++) {
      const id = `${stem}${number}`;
      if (this.#taken.has(namespace + id)) continue;
      this.#taken.add(namespace + id);
      return id;
    }
  }
}

/** `for-each` as `forEach`: no hyphen, so that an expression can name it without quotes. */
function stemOf(type: string): string {
  const stem = type
    .replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? "").toUpperCase())
    .replace(/^[^A-Za-z]+|\d+$/g, "")
    .slice(0, 48);
  return stem === "" ? "node" : stem;
}
