import { fromRunError, type RunError, toRunError } from "@/nodes/core/app-error";
import type { JsonObject, JsonValue } from "@/nodes/core/json";
import type { NodeRun, Span } from "@/nodes/core/node-run";
import type { LiveSpan, SpanStart } from "@/nodes/core/node-runner";
import { addUsage, type NewTraceEvent, noUsage, type SpanKind, type Usage } from "@/nodes/core/trace-event";

/** Results of steps as the log carries them: what is large is stored apart. */
export interface StepResults {
  readonly store: (result: JsonValue) => unknown;
  readonly load: (stored: unknown) => Promise<JsonValue>;
}

const stepId = (attempt: number, step: number) => `${attempt}.s${step}`;

/** Whether a span is a journaled step. */
export function isStepId(spanId: string): boolean {
  return /^\d+\.s\d+$/.test(spanId);
}

/**
 * The spans of one attempt of a node run. Steps are journaled: each is committed before the next one starts, and one
 * that a crash left behind finished gives its stored result (or error) instead of being done again.
 */
export class NodeSpans {
  /** Tokens and model calls of this attempt. */
  usage: Usage = noUsage;
  readonly #at: { readonly nodeId: string; readonly path: string; readonly attempt: number };
  readonly #append: (event: NewTraceEvent) => void;
  readonly #committed: () => Promise<void>;
  readonly #results: StepResults;
  readonly #journal: ReadonlyMap<string, Span>;
  readonly #numbers = new Map<SpanKind, number>();
  /** Ends of spans that are open, in the order of their beginnings. */
  readonly #open = new Map<string, (error: RunError) => void>();
  #steps = 0;
  #spans = 0;
  /** The last step is noted and perhaps not yet committed. */
  #isUnconfirmed = false;

  constructor(options: {
    nodeRun: NodeRun | undefined;
    at: { nodeId: string; path: string; attempt: number };
    append: (event: NewTraceEvent) => void;
    committed: () => Promise<void>;
    results: StepResults;
  }) {
    this.#at = options.at;
    this.#append = options.append;
    this.#committed = options.committed;
    this.#results = options.results;
    const known = options.nodeRun?.spans ?? [];
    this.#journal = new Map(
      known.filter((span) => span.attempt === options.at.attempt).map((span) => [span.spanId, span]),
    );
    for (const span of known) if (span.attempt < options.at.attempt) this.#numberOf(span.kind);
  }

  /** The attempt was cut short: ends what is still open, the innermost first. What it does later leaves no trace. */
  cutShort(error: RunError): void {
    for (const end of [...this.#open.values()].reverse()) end(error);
  }

  readonly span = <T>(start: SpanStart, work: (live: LiveSpan) => Promise<T>): Promise<T> => {
    this.#spans += 1;
    return this.#carryOut(`${this.#at.attempt}.${this.#spans}`, start, this.#numberOf(start.kind), work, false);
  };

  readonly step = async <T extends JsonValue>(start: SpanStart, work: (live: LiveSpan) => Promise<T>): Promise<T> => {
    this.#steps += 1;
    const spanId = stepId(this.#at.attempt, this.#steps);
    const number = this.#numberOf(start.kind);
    const done = this.#journal.get(spanId);
    if (done?.endedAt === undefined) {
      if (this.#isUnconfirmed) await this.#committed();
      return this.#carryOut(spanId, start, number, work, true);
    }
    if (done.error !== undefined) throw fromRunError(done.error);
    this.#count(done.attributes as JsonObject);
    return (await this.#results.load(done.result)) as T;
  };

  #numberOf(kind: SpanKind): number {
    const number = (this.#numbers.get(kind) ?? 0) + 1;
    this.#numbers.set(kind, number);
    return number;
  }

  async #carryOut<T>(
    spanId: string,
    start: SpanStart,
    number: number,
    work: (live: LiveSpan) => Promise<T>,
    journaled: boolean,
  ): Promise<T> {
    const startedAt = performance.now();
    const attributes: JsonObject = {};
    const set = (more: JsonObject, when?: "now") => {
      if (when === "now") this.#append({ type: "span.noted", ...this.#at, spanId, attributes: more });
      else Object.assign(attributes, more);
    };
    this.#append({
      type: "span.started",
      ...this.#at,
      spanId,
      kind: start.kind,
      name: start.name,
      ...(start.attributes === undefined ? {} : { attributes: start.attributes }),
    });
    const end = (outcome: { result?: unknown; error?: RunError }) => {
      this.#open.delete(spanId);
      this.#isUnconfirmed ||= journaled;
      this.#count(attributes);
      this.#append({
        type: "span.ended",
        ...this.#at,
        spanId,
        durationMs: performance.now() - startedAt,
        attributes,
        ...outcome,
      });
    };
    this.#open.set(spanId, (error) => {
      set({ "heddle.unfinished": true });
      end({ error });
    });
    let result: T;
    let stored: unknown;
    try {
      result = await work({ number, set });
      stored = journaled ? this.#results.store(result as JsonValue) : undefined;
      if (stored instanceof Promise) stored = await stored;
    } catch (error) {
      end({ error: toRunError(error) });
      throw error;
    }
    end(journaled ? { result: stored } : {});
    return result;
  }

  #count(attributes: JsonObject): void {
    if (attributes["gen_ai.request.model"] === undefined) return;
    const tokens = (kind: string) => Number(attributes[`gen_ai.usage.${kind}_tokens`] ?? 0);
    this.usage = addUsage(this.usage, { inputTokens: tokens("input"), outputTokens: tokens("output"), modelCalls: 1 });
  }
}
