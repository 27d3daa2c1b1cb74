import { AppError, inField } from "../core/app-error";
import { conditionHolds, evaluateExpression } from "../core/expression";
import type { JsonObject, JsonValue } from "../core/json";
import type { NodeDefinition } from "../core/node-definition";
import type {
  ApprovalAnswer,
  ApprovalQuestion,
  Collections,
  Conversations,
  ItemResult,
  LiveSpan,
  LogLevel,
  Memory,
  Model,
  NodeContext,
  NodeOutputs,
  OutboundFetch,
  SpanStart,
  Tool,
} from "../core/node-runner";
import { isResourceKind } from "../core/port";
import { renderTemplate } from "../core/template";

/**
 * A node's context without a run around it: real templates, real expressions, real config schema; what the node did is
 * recorded. Model, tools and network are what the test gives.
 */
export interface TestContextOptions {
  readonly config?: Record<string, unknown>;
  /** Ports that are not named get null, and a port that takes many the empty list, as in a run. */
  readonly inputs?: Readonly<Record<string, JsonValue>>;
  readonly sources?: Readonly<Record<string, readonly string[]>>;
  /** The run's input. */
  readonly input?: JsonObject;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly model?: Model;
  readonly tools?: readonly Tool[];
  readonly memory?: Memory;
  readonly collections?: Collections;
  readonly conversations?: Conversations;
  readonly fetch?: OutboundFetch;
  readonly signal?: AbortSignal;
  /** A container's child graph, as a function of the values of its `inner.*` ports. */
  readonly item?: (values: NodeOutputs, index: number) => Promise<ItemResult> | ItemResult;
  /** What a person answers; without it everything is approved. */
  readonly answer?: (question: ApprovalQuestion) => Promise<ApprovalAnswer> | ApprovalAnswer;
  /** Where the times that the node waited for are collected. */
  readonly slept?: number[];
  /** Results of the steps of an attempt that was interrupted; this attempt adds its own. */
  readonly journal?: JsonValue[];
}

export interface RecordedSpan extends SpanStart {
  readonly attributes: JsonObject;
  readonly isStep: boolean;
  readonly error?: unknown;
}

export interface Recorded {
  readonly logs: { level: LogLevel; message: string }[];
  /** Streamed text by output port. */
  readonly deltas: Record<string, string>;
  /** In the order in which they ended. */
  readonly spans: RecordedSpan[];
}

export type TestContext<Config> = NodeContext<Config> & { readonly recorded: Recorded };

const startedAt = "2026-03-01T12:00:00.000Z";

export function testContext<Config = Record<string, unknown>>(
  definition: NodeDefinition,
  options: TestContextOptions = {},
): TestContext<Config> {
  const config = definition.config.parse(options.config ?? {});
  const inputs = { ...emptyInputs(definition, config), ...options.inputs };
  const run = { id: "run1", startedAt, input: options.input ?? {} };
  const signal = options.signal ?? new AbortController().signal;
  const scope = { ...inputs, input: run.input, run: { id: run.id, startedAt } };
  const evaluation = { startedAt: Date.parse(startedAt), seed: "run1//node1", signal };
  const recorded: Recorded = { logs: [], deltas: {}, spans: [] };
  return {
    runId: run.id,
    nodeId: "node1",
    path: "",
    attempt: 1,
    title: definition.title,
    config: config as Config,
    inputs,
    sources: options.sources ?? {},
    run,
    signal,
    render: (template, { secrets, scope: more, field } = {}) =>
      renderIn(field, () =>
        renderTemplate(template, {
          ...scope,
          ...more,
          ...(secrets === true ? { secrets: options.secrets ?? {} } : {}),
        }),
      ),
    evaluate: (expression, { field, scope: more } = {}) =>
      evaluateExpression(expression, { ...scope, ...more }, evaluation).catch(failIn(field)),
    holds: (expression, { field, scope: more } = {}) =>
      conditionHolds(expression, { ...scope, ...more }, evaluation).catch(failIn(field)),
    ask: async (question) => (await options.answer?.(question)) ?? { decision: "approve" },
    sleep: async (until) => void options.slept?.push(until()),
    runItem: async (index, values) => (await options.item?.(values, index)) ?? {},
    model: options.model,
    tools: options.tools ?? [],
    memory: options.memory,
    collections: options.collections ?? noCollections,
    conversations: options.conversations ?? { find: async () => [] },
    fetch: options.fetch ?? unreachable,
    delta: (port, text) => {
      recorded.deltas[port] = (recorded.deltas[port] ?? "") + text;
    },
    log: (level, message) => void recorded.logs.push({ level, message }),
    ...recordSpans(recorded, options.journal ?? []),
    recorded,
  };
}

function emptyInputs(definition: NodeDefinition, config: Record<string, unknown>): Record<string, JsonValue> {
  const ports = definition.ports(config).inputs.filter((port) => !isResourceKind(port.kind));
  return Object.fromEntries(ports.map((port) => [port.name, port.many === true ? [] : null]));
}

const unreachable: OutboundFetch = async (url) => {
  throw new AppError("PERMISSION_NEEDED", `This test gave no way to reach ${url}.`);
};

const noCollections: Collections = {
  open: async (idOrSlug) => {
    throw new AppError("NOT_FOUND", `This test gave no collection ${idOrSlug}.`);
  },
};

/** Spans and steps; a step whose place in the journal is filled gives that result. */
function recordSpans(recorded: Recorded, journal: JsonValue[]): Pick<NodeContext, "span" | "step"> {
  const numbers = new Map<string, number>();
  let steps = 0;
  const carryOut = async <T>(start: SpanStart, isStep: boolean, work: (live: LiveSpan) => Promise<T>): Promise<T> => {
    const number = (numbers.get(start.kind) ?? 0) + 1;
    numbers.set(start.kind, number);
    const attributes: JsonObject = { ...start.attributes };
    try {
      const result = await work({
        number,
        set: (more, when) => void (when === "now" || Object.assign(attributes, more)),
      });
      recorded.spans.push({ ...start, attributes, isStep });
      return result;
    } catch (error) {
      recorded.spans.push({ ...start, attributes, isStep, error });
      throw error;
    }
  };
  return {
    span: (start, work) => carryOut(start, false, work),
    step: async <T extends JsonValue>(start: SpanStart, work: (live: LiveSpan) => Promise<T>): Promise<T> => {
      const place = steps++;
      if (journal[place] !== undefined) return structuredClone(journal[place]) as T;
      const result = await carryOut(start, true, work);
      // What goes through a journal is JSON, and nothing else.
      journal[place] = JSON.parse(JSON.stringify(result)) as JsonValue;
      return journal[place] as T;
    },
  };
}

function renderIn(field: string | undefined, work: () => string): string {
  try {
    return work();
  } catch (error) {
    throw inField(error, field);
  }
}

function failIn(field: string | undefined): (error: unknown) => never {
  return (error) => {
    throw inField(error, field);
  };
}
