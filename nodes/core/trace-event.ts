import { z } from "zod";
import { errorCodes } from "./app-error";
import { argumentPatternSchema } from "./argument-pattern";
import { nodeRunStatuses } from "./run-status";

/** A run is an append-only list of these; everything else is a fold of it. */

export const usageSchema = z.object({
  inputTokens: z.number().int().min(0),
  outputTokens: z.number().int().min(0),
  modelCalls: z.number().int().min(0),
});
export type Usage = z.infer<typeof usageSchema>;

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, modelCalls: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    modelCalls: a.modelCalls + b.modelCalls,
  };
}

export const spanKinds = [
  "stage",
  "model",
  "embedding",
  "retrieval",
  "tool",
  "http",
  "code",
  "plugin",
  "hook",
] as const;
export type SpanKind = (typeof spanKinds)[number];

export const runErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  nodeId: z.string().optional().describe("The node that failed, also where it failed a container or the run."),
  path: z.string().optional().describe("Of a node inside of containers: its item, such as loop[2]."),
  field: z.string().optional(),
  cause: z.string().optional(),
  hint: z.string().optional(),
});

/** `not-asked`: the run goes to another node, and this one is not on the way. */
export const skipReasons = ["dead", "disabled", "other-entry", "decision", "not-asked"] as const;

/** How a node run ended, where its own events are not stored. */
const endedNodeSchema = z.object({
  nodeId: z.string(),
  /** Default: `""`. */
  path: z.string().optional(),
  status: z.enum(nodeRunStatuses),
  /** Default: 1. */
  attempt: z.number().int().optional(),
  durationMs: z.number().optional(),
  isFromStarter: z.boolean().optional(),
});
export type EndedNode = z.infer<typeof endedNodeSchema>;

/** `decision`: what to do about a node that a crash interrupted. `breakpoint`: it is held before it runs. */
export const waitReasons = ["decision", "approval", "timer", "breakpoint"] as const;
export type WaitReason = (typeof waitReasons)[number];

/** What a person may answer. `resume`: to the next breakpoint. `step`: what comes next is held again. */
export const choices = ["approve", "reject", "retry", "skip", "fail", "resume", "step"] as const;
export type Choice = (typeof choices)[number];

/** `due`: nobody answered in time, or the time was all that it waited for. */
export const decisions = [...choices, "due"] as const;
export type DecisionWord = (typeof decisions)[number];

/** What is allowed beyond the one call of a tool that was asked about: `run`: the rest of the run. `always`: later runs too. */
export const remembrances = ["run", "always"] as const;
export type Remembrance = (typeof remembrances)[number];

const envelope = {
  runId: z.string(),
  /** Rises within a run; gaps are allowed. */
  seq: z.number().int(),
  /** Milliseconds since 1970. */
  at: z.number(),
};

const nodeEnvelope = {
  ...envelope,
  nodeId: z.string(),
  path: z.string().default(""),
  attempt: z.number().int().optional(),
};

const json = z.unknown();
const jsonRecord = z.record(z.string(), z.unknown());

const run = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ ...envelope, type: z.literal(type), ...shape });
const node = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ ...nodeEnvelope, type: z.literal(type), ...shape });

export const traceEventSchema = z.discriminatedUnion("type", [
  run("run.queued", { input: jsonRecord }),
  run("run.started", {}),
  run("run.resumed", {}),
  run("run.waiting", {}),
  /** `nodes`: with durability `result` alone. */
  run("run.completed", { output: jsonRecord, nodes: z.array(endedNodeSchema).optional() }),
  /** `isDeadLetter`: its process crashed too often, and a person may send it again. */
  run("run.failed", { error: runErrorSchema, isDeadLetter: z.boolean().optional() }),
  run("run.canceled", { nodes: z.array(endedNodeSchema).optional() }),

  node("node.started", { input: jsonRecord.optional() }),
  /** `offset` is the length of the port's text before this piece, so that a lost or doubled piece is seen. */
  node("node.delta", { port: z.string(), text: z.string(), offset: z.number().int() }),
  node("node.logged", { level: z.enum(["debug", "info", "warning", "error"]), message: z.string() }),
  node("node.waiting", {
    reason: z.enum(waitReasons),
    choices: z.array(z.string()).optional(),
    details: jsonRecord.optional(),
    /** When it goes on by itself. Milliseconds since 1970. */
    dueAt: z.number().optional(),
  }),
  /** What it waited for has come: a person's answer (`by`: who gave it), or the time (`due`). */
  node("node.decided", {
    reason: z.enum(waitReasons),
    decision: z.enum(decisions),
    value: json.optional(),
    by: z.string().optional(),
    remember: z.enum(remembrances).optional(),
    /** Of `remember`: which further calls are allowed. Without it, all calls of the tool. */
    pattern: argumentPatternSchema.optional(),
    /** It was answered in the run that this one goes on for, and is over: what it allows holds here too, nothing else. */
    isPast: z.literal(true).optional(),
  }),
  node("node.retried", { error: z.union([runErrorSchema, z.literal("interrupted")]), delayMs: z.number().optional() }),
  node("node.completed", {
    output: jsonRecord,
    firedPorts: z.array(z.string()),
    usage: usageSchema.optional(),
    durationMs: z.number(),
    reusedFrom: z.string().optional(),
    /** Of `reusedFrom`: somebody gave this output by hand when that run was forked; the node itself gave another one. */
    isGiven: z.literal(true).optional(),
    /** Of a result taken from another run: the tiny model that comes with Heddle had a part in it. */
    isFromStarter: z.boolean().optional(),
    /** With `onError: "continue"`: what was overlooked. */
    error: runErrorSchema.optional(),
  }),
  node("node.failed", { error: runErrorSchema, durationMs: z.number().optional() }),
  node("node.skipped", { reason: z.enum(skipReasons) }),
  node("node.canceled", {}),

  /**
   * One item of a container is over (`nodeId` and `path` are the container's). Without `result` its `inner.result` was dead.
   * The node runs inside it are folded to this.
   */
  node("item.ended", {
    index: z.number().int(),
    /** How many there are, where that is known. */
    of: z.number().int().optional(),
    result: json.optional(),
    error: runErrorSchema.optional(),
    durationMs: z.number(),
  }),

  node("span.started", {
    spanId: z.string(),
    parentSpanId: z.string().optional(),
    kind: z.enum(spanKinds),
    name: z.string(),
    attributes: jsonRecord.optional(),
  }),
  /** What is known of a span before its end: the host that is being asked. It is there even if the span never ends. */
  node("span.noted", { spanId: z.string(), attributes: jsonRecord }),
  node("span.ended", {
    spanId: z.string(),
    durationMs: z.number(),
    attributes: jsonRecord.optional(),
    result: json.optional(),
    error: runErrorSchema.optional(),
  }),
]);

export type TraceEvent = z.infer<typeof traceEventSchema>;
export type TraceEventType = TraceEvent["type"];
export type TraceEventOf<T extends TraceEventType> = Extract<TraceEvent, { type: T }>;

/** An event before the log gave it its place: without `runId`, `seq` and `at`. */
export type NewTraceEvent = TraceEvent extends infer E
  ? E extends TraceEvent
    ? Omit<E, "runId" | "seq" | "at">
    : never
  : never;

export const traceEventTypes = traceEventSchema.options.map((option) => option.shape.type.value) as TraceEventType[];

/** No event follows one of these. */
export const lastEventTypes: ReadonlySet<TraceEventType> = new Set(["run.completed", "run.failed", "run.canceled"]);
