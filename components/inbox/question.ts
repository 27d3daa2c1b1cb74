import type { ApiInputs, ApiOutputs } from "@/components/api/types";
import type { CallView } from "@/nodes/core/call-view";
import { isJsonObject } from "@/nodes/core/json";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { WaitReason } from "@/nodes/core/trace-event";

export type Wait = ApiOutputs["inbox"]["list"]["items"][number];
export type Decision = ApiInputs["runs"]["decide"]["decision"];

/** What a person is asked, wherever it is shown. */
export interface Question {
  readonly runId: string;
  readonly nodeId: string;
  readonly path: string;
  /** `null`: the workflow was deleted, so that nothing can be remembered for its later runs. */
  readonly workflowId: string | null;
  readonly reason: WaitReason;
  readonly choices: readonly Decision[];
  readonly title: string;
  /** Beside the question, as Markdown. */
  readonly text?: string;
  /** Absent where there is none; `undefined` is no value. */
  readonly value?: unknown;
  /** A JSON Schema of what takes the place of the value. */
  readonly form?: Readonly<Record<string, unknown>>;
  /** A call that a model wants to make; the value is its arguments. */
  readonly isToolCall: boolean;
  /** Of a call: what it would do. Absent for one that was asked about before this was noted. */
  readonly call?: CallView;
  /** When it answers itself. Milliseconds since 1970. */
  readonly dueAt?: number;
}

export function questionOfWait(wait: Wait): Question {
  const dueAt = wait.dueAt === null ? undefined : Date.parse(wait.dueAt);
  return toQuestion(wait, { ...wait, dueAt }, wait.nodeTitle);
}

/** Undefined while the node run waits for nothing. */
export function questionOfRun(run: NodeRun, runId: string, workflowId: string | null): Question | undefined {
  if (run.status !== "waiting" || run.waiting === undefined) return undefined;
  return toQuestion({ runId, nodeId: run.nodeId, path: run.path, workflowId }, run.waiting, "it");
}

/** One question of all that wait. */
export function questionKey({ runId, nodeId, path }: Pick<Question, "runId" | "nodeId" | "path">): string {
  return `${runId} ${nodeRunKey(nodeId, path)}`;
}

function toQuestion(
  place: Pick<Question, "runId" | "nodeId" | "path" | "workflowId">,
  { reason, choices = [], details = {}, dueAt }: NonNullable<NodeRun["waiting"]>,
  nodeTitle: string,
): Question {
  const { title, text, form, call } = details;
  const { runId, nodeId, path, workflowId } = place;
  return {
    ...{ runId, nodeId, path, workflowId, reason },
    choices: choices as Decision[],
    title: typeof title === "string" && title.trim() !== "" ? title : titleOf(reason, nodeTitle),
    ...(typeof text === "string" ? { text } : reason === "decision" ? { text: whyDecide } : {}),
    ...("value" in details ? { value: details.value } : {}),
    ...(isJsonObject(form) ? { form } : {}),
    isToolCall: typeof details.tool === "string",
    ...(isJsonObject(call) ? { call: call as unknown as CallView } : {}),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}

const whyDecide =
  "The server stopped while this node was at work, and doing it twice might do harm. Decide whether it runs again.";

function titleOf(reason: WaitReason, nodeTitle: string): string {
  if (reason === "breakpoint") return "Held before it runs";
  return reason === "decision" ? `Run ${nodeTitle} again?` : "Approve?";
}
