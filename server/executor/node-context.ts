import { inField } from "@/nodes/core/app-error";
import { conditionHolds, evaluateExpression } from "@/nodes/core/expression";
import type { GraphNode } from "@/nodes/core/graph";
import type { JsonObject } from "@/nodes/core/json";
import type {
  Collections,
  Conversations,
  Memory,
  Model,
  NodeContext,
  OutboundFetch,
  RenderOptions,
  RunFacts,
  Tool,
} from "@/nodes/core/node-runner";
import { renderTemplate } from "@/nodes/core/template";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import type { NodeSpans } from "@/server/executor/node-spans";
import type { ResolvedInputs } from "@/server/executor/resolve-inputs";
import type { TextDeltas } from "@/server/executor/text-deltas";

export interface NodeContextParts {
  readonly node: GraphNode;
  readonly path: string;
  readonly attempt: number;
  readonly resolved: ResolvedInputs;
  readonly run: RunFacts;
  readonly signal: AbortSignal;
  readonly append: (event: NewTraceEvent) => void;
  readonly spans: NodeSpans;
  readonly deltas: TextDeltas;
  readonly fetch: OutboundFetch;
  readonly model?: Model;
  readonly tools: readonly Tool[];
  readonly memory?: Memory;
  readonly collections: Collections;
  readonly conversations: Conversations;
  readonly runItem: NodeContext["runItem"];
  readonly ask: NodeContext["ask"];
  readonly sleep: NodeContext["sleep"];
}

/** What a runner is given. Cheap to make: a node that only computes pays for nothing that it does not use. */
export function nodeContext(parts: NodeContextParts): NodeContext {
  const { node, path, attempt, resolved, run, signal, append } = parts;
  const at = { nodeId: node.id, path, attempt };
  const scope = (more?: JsonObject) => ({
    ...resolved.inputs,
    ...more,
    input: run.input,
    run: { id: run.id, startedAt: run.startedAt },
  });
  const options = () => ({ startedAt: Date.parse(run.startedAt), seed: `${run.id}/${path}/${node.id}`, signal });
  return {
    runId: run.id,
    nodeId: node.id,
    path,
    attempt,
    title: node.title,
    config: node.config,
    inputs: resolved.inputs,
    sources: resolved.sources,
    run,
    signal,
    render: (template, render) => renderField(template, scope(render?.scope as JsonObject | undefined), render),
    evaluate: (expression, { field, scope: more } = {}) =>
      evaluateExpression(expression, scope(more as JsonObject | undefined), options()).catch(failIn(field)),
    holds: (expression, { field, scope: more } = {}) =>
      conditionHolds(expression, scope(more as JsonObject | undefined), options()).catch(failIn(field)),
    ...(parts.model === undefined ? {} : { model: parts.model }),
    tools: parts.tools,
    ...(parts.memory === undefined ? {} : { memory: parts.memory }),
    collections: parts.collections,
    conversations: parts.conversations,
    runItem: parts.runItem,
    ask: parts.ask,
    sleep: parts.sleep,
    fetch: (url, init) => parts.fetch(url, { ...init, signal: init?.signal ?? signal }),
    delta: (port, text) => parts.deltas.add(port, text),
    log: (level, message) => append({ type: "node.logged", ...at, level, message }),
    span: parts.spans.span,
    step: parts.spans.step,
  };
}

function renderField(template: string, scope: JsonObject, options: RenderOptions | undefined): string {
  const secrets = options?.secrets === true ? { secrets: {} } : {};
  try {
    return renderTemplate(template, { ...scope, ...secrets });
  } catch (error) {
    throw inField(error, options?.field);
  }
}

function failIn(field: string | undefined): (error: unknown) => never {
  return (error) => {
    throw inField(error, field);
  };
}
