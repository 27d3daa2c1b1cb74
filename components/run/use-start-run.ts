"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { appErrorOf, type ClientError } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { fieldOfPath } from "@/components/canvas/field-of-path";
import { commitDrafts } from "@/components/fields/drafts";
import { toast } from "@/components/ui/toast";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { isAppError } from "@/nodes/core/app-error";
import type { Issue } from "@/nodes/core/issue";
import { breakableNodes } from "./breakable-nodes";
import { useBreakpoints } from "./breakpoints-context";
import type { InputField } from "./input-fields";
import { inputFieldsOf } from "./input-fields";
import { loadLastInput, saveLastInput } from "./last-input";
import { planScene } from "./plan-scene";
import { useRunSession } from "./run-context";
import { planRun, type RunAim, type RunPlan, wholeRun } from "./run-plan";

type Input = Record<string, unknown>;

/** Where the way from the button to a run stands. */
export type StartPhase =
  | { readonly type: "idle" }
  /** The workflow cannot run: what has to change first. */
  | { readonly type: "issues"; readonly issues: readonly Issue[] }
  | {
      readonly type: "input";
      readonly plan: RunPlan;
      readonly fields: readonly InputField[];
      readonly last: Input;
      readonly error?: ClientError;
    }
  /** The run needs what nobody allowed yet. */
  | { readonly type: "grants"; readonly plan: RunPlan; readonly input: Input };

export interface RunWish {
  /** Default: the whole workflow. */
  readonly aim?: RunAim;
  /** Holds before each node. */
  readonly isStepping?: boolean;
}

export interface StartRun {
  readonly phase: StartPhase;
  readonly isStarting: boolean;
  /** Validates, asks for input where there are fields, and starts. */
  begin(wish?: RunWish): void;
  /** Goes on with what is asked for, with this input. */
  start(input: Input): void;
  showIssue(issue: Issue): void;
  dismiss(): void;
}

const idle: StartPhase = { type: "idle" };

export function useStartRun(): StartRun {
  const store = useWorkflowStore();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const trpc = useTRPC();
  const { session, stale, workflowId } = useRunSession();
  const breakpoints = useBreakpoints();
  const [phase, setPhase] = useState<StartPhase>(idle);
  const [isStarting, setIsStarting] = useState(false);
  // Two presses before the next render are one wish.
  const isBusy = useRef(false);

  // Where the form is open, it shows what went wrong.
  const hasForm = useRef(false);
  hasForm.current = phase.type === "input";

  function refuse(issues: readonly Issue[]) {
    setPhase({ type: "issues", issues });
    const first = issues.find((issue) => issue.nodeId !== undefined);
    if (first !== undefined) showIssue(first);
  }

  function showIssue(issue: Issue) {
    if (issue.nodeId !== undefined) store.actions.focusField(issue.nodeId, fieldOfPath(issue.path));
  }

  function begin({ aim = wholeRun, isStepping = false }: RunWish = {}) {
    if (isBusy.current) return;
    commitDrafts();
    const errors = store.actions.findIssuesNow().all.filter((issue) => issue.severity === "error");
    if (errors.length > 0) return refuse(errors);
    const scene = planScene(store.getState(), session.store.getState(), stale.latest());
    const plan: RunPlan = { ...planRun(aim, scene), isStepping };
    // A run that begins in the middle of another one has its input.
    const fields = plan.type === "fork" ? [] : inputFieldsOf(store.getState().resolved.values());
    if (fields.length === 0) launch(plan, {});
    else setPhase({ type: "input", plan, fields, last: loadLastInput(workflowId) });
  }

  function start(input: Input) {
    if (phase.type === "input" || phase.type === "grants") launch(phase.plan, input);
  }

  function launch(plan: RunPlan, input: Input) {
    if (isBusy.current) return;
    isBusy.current = true;
    setIsStarting(true);
    if (plan.type === "start") saveLastInput(workflowId, input);
    startRun(plan, input)
      .then(() => setPhase(idle))
      .catch((error: unknown) => explain(error, plan, input))
      .finally(() => {
        isBusy.current = false;
        setIsStarting(false);
      });
  }

  async function startRun(plan: RunPlan, input: Input) {
    await store.actions.flush();
    const { runId } = await request(plan, input);
    session.show(runId);
    if (plan.note !== undefined) toast.note(plan.note.title, { description: plan.note.why, id: "run" });
    void queries.invalidateQueries({ queryKey: trpc.runs.list.queryKey() });
  }

  function request(plan: RunPlan, input: Input) {
    const { until, untilPath } = plan;
    const held = breakableNodes(store.getState().resolved, breakpoints?.getState() ?? []);
    const hold = { step: plan.isStepping, ...(held.length === 0 ? {} : { breakpoints: held }) };
    if (plan.type === "start") return client.runs.start.mutate({ workflowId, input, until, untilPath, ...hold });
    const { runId: id, fromNode, path } = plan;
    return client.runs.fork.mutate({ id, fromNode, path, until, untilPath, isCurrent: true, ...hold });
  }

  function explain(thrown: unknown, plan: RunPlan, input: Input) {
    const error = isAppError(thrown)
      ? { code: thrown.code, message: thrown.userMessage, hint: thrown.hint }
      : appErrorOf(thrown);
    if (error.code === "PERMISSION_NEEDED") return setPhase({ type: "grants", plan, input });
    const issues = "issues" in error ? (error.issues ?? []) : [];
    const aboutInput = issues.some((issue) => issue.path.startsWith("input."));
    const errors = issues.filter((issue) => issue.severity === "error");
    if (errors.length > 0 && !aboutInput) return refuse(errors);
    if (hasForm.current)
      return setPhase((before) => (before.type === "input" ? { ...before, last: input, error } : idle));
    setPhase(idle);
    toast.failed(error.message, { description: error.hint, id: "run" });
  }

  return { phase, isStarting, begin, start, showIssue, dismiss: () => setPhase(idle) };
}
