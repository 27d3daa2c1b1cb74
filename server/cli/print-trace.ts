import type { TraceEvent, WaitReason } from "@/nodes/core/trace-event";
import type { Workflow } from "@/nodes/core/workflow";

const waits: Readonly<Record<WaitReason, string>> = {
  approval: "waits for an answer",
  decision: "waits for a decision",
  breakpoint: "held at a breakpoint",
  timer: "waits for its time",
};

type NodeEvent = Extract<TraceEvent, { nodeId: string }>;

/** Prints the events of a run as they come: a line a node, and the text of agents while they write it. */
export class TracePrinter {
  readonly #titles: ReadonlyMap<string, string>;
  readonly #out: NodeJS.WriteStream;
  readonly #isColored: boolean;
  /** The node run whose text is being written on the open line. */
  #writing: string | undefined;
  /** What was written so far, by node run. */
  readonly #written = new Map<string, string>();

  constructor(workflow: Workflow, out: NodeJS.WriteStream = process.stderr) {
    this.#titles = new Map(workflow.nodes.map((node) => [node.id, node.name ?? node.id]));
    this.#out = out;
    this.#isColored = out.isTTY === true && process.env.NO_COLOR === undefined;
  }

  print(event: TraceEvent): void {
    if (!("nodeId" in event)) return;
    if (event.type === "node.delta") this.#text(event.nodeId, event.path, event.text);
    if (event.type === "node.completed") this.#rest(event);
    const line = this.#lineOf(event);
    if (line !== undefined) this.#line(line, event);
  }

  /** Mark and text of an event's line; undefined for one that has none. */
  #lineOf(event: NodeEvent): readonly [string, string] | undefined {
    switch (event.type) {
      case "node.started":
        return ["…", ""];
      case "node.logged":
        return ["›", `${event.level}: ${event.message}`];
      case "node.completed":
        return [this.#paint(32, "✓"), this.#cost(event)];
      case "node.failed":
        return [this.#paint(31, "✗"), event.error.message];
      case "node.retried":
        return [
          "↻",
          event.error === "interrupted" ? "goes on after an interruption" : `again, after: ${event.error.message}`,
        ];
      case "node.skipped":
        return ["–", this.#paint(2, "skipped")];
      case "node.waiting":
        return ["?", waits[event.reason]];
      case "node.canceled":
        return ["–", "canceled"];
      default:
        return undefined;
    }
  }

  /** Ends an open line of streamed text. */
  finish(): void {
    if (this.#writing !== undefined) this.#out.write("\n");
    this.#writing = undefined;
  }

  #line([mark, text]: readonly [string, string], event: NodeEvent): void {
    this.finish();
    this.#out.write(`${mark} ${this.#name(event.nodeId, event.path)}${text === "" ? "" : `  ${text}`}
`);
  }

  /** The last piece of a text has no event of its own: the node's output has it whole. */
  #rest({ nodeId, path, output }: Extract<TraceEvent, { type: "node.completed" }>): void {
    const written = this.#written.get(`${path}/${nodeId}`);
    const { text } = output;
    if (written === undefined || typeof text !== "string" || !text.startsWith(written)) return;
    if (text.length > written.length) this.#text(nodeId, path, text.slice(written.length));
  }

  #text(nodeId: string, path: string, text: string): void {
    const writer = `${path}/${nodeId}`;
    this.#written.set(writer, (this.#written.get(writer) ?? "") + text);
    if (this.#writing !== writer) {
      this.finish();
      this.#out.write(`  ${this.#paint(2, `${this.#name(nodeId, path)}:`)} `);
      this.#writing = writer;
    }
    this.#out.write(text);
  }

  #cost(event: Extract<TraceEvent, { type: "node.completed" }>): string {
    const time = event.durationMs < 1 ? "" : `${Math.round(event.durationMs)} ms`;
    const tokens = event.usage === undefined ? "" : `${event.usage.outputTokens} tokens`;
    const trouble = event.error === undefined ? "" : `went on after: ${event.error.message}`;
    return this.#paint(2, [time, tokens, trouble].filter((part) => part !== "").join(" · "));
  }

  #name(nodeId: string, path: string): string {
    const title = this.#titles.get(nodeId) ?? nodeId;
    return path === "" ? title : `${path} / ${title}`;
  }

  #paint(code: number, text: string): string {
    return this.#isColored && text !== "" ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}

/** What a run gave, on standard output: text as it is when it is the only output, else JSON. */
export function printOutput(output: Readonly<Record<string, unknown>>): void {
  const values = Object.values(output);
  const only = values.length === 1 ? values[0] : undefined;
  process.stdout.write(typeof only === "string" ? `${only}\n` : `${JSON.stringify(output, null, 2)}\n`);
}
