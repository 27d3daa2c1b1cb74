"use client";

import { Wrench } from "lucide-react";
import { AnswerForm } from "@/components/inbox/answer-form";
import { questionKey, questionOfRun } from "@/components/inbox/question";
import type { RunView } from "@/components/run/run-store";
import { Markdown } from "@/components/ui/markdown";
import { Spinner } from "@/components/ui/spinner";
import type { NodeRun, Span } from "@/nodes/core/node-run";
import type { Message } from "./branch-view";
import { useAnswerRun } from "./use-answer-run";

/** An answer while it is being written: its text so far, the tools that are called, and what a person is asked. */
export function RunningAnswer({
  message,
  workflowId,
  onOver,
}: {
  message: Message;
  workflowId: string | null;
  onOver: () => void;
}) {
  const view = useAnswerRun(message.runId, onOver);
  const nodeRuns = [...(view.run?.nodeRuns.values() ?? [])];
  const text = textSoFar(view, message);
  const questions = nodeRuns.flatMap((nodeRun) => {
    const question = questionOfRun(nodeRun, message.runId ?? "", workflowId);
    return question === undefined ? [] : [question];
  });
  return (
    <div className="grid min-w-0 gap-3" aria-busy>
      <ToolCalls nodeRuns={nodeRuns} />
      {text !== "" && <Markdown>{text}</Markdown>}
      {questions.map((question) => (
        <section key={questionKey(question)} aria-label={question.title} className="grid gap-3 rounded-lg border p-3">
          <h3 className="font-medium">{question.title}</h3>
          {question.text && <Markdown>{question.text}</Markdown>}
          <AnswerForm question={question} />
        </section>
      ))}
      {questions.length === 0 && (
        <p className="flex items-center gap-2 text-dim text-sm" role="status">
          <Spinner />
          {text === "" ? "Thinking" : "Writing"}
        </p>
      )}
    </div>
  );
}

function textSoFar({ run }: RunView, { details }: Message): string {
  const nodeRun = run?.nodeRuns.get(details.stream?.nodeId ?? "");
  const whole = nodeRun?.output?.[details.stream?.port ?? "text"];
  return typeof whole === "string" ? whole : (nodeRun?.streamed?.text ?? "");
}

/** The tools that were called so far, each with how it went. */
function ToolCalls({ nodeRuns }: { nodeRuns: readonly NodeRun[] }) {
  const calls = nodeRuns.flatMap(({ spans }) => spans.filter(({ kind }) => kind === "tool"));
  if (calls.length === 0) return null;
  return (
    <ul aria-label="Tools" className="flex flex-wrap gap-1.5">
      {calls.map((call) => (
        <li
          key={call.spanId}
          className="flex items-center gap-1.5 rounded-md border bg-raised px-2 py-0.5 text-dim text-sm"
        >
          <Wrench className="size-3.5" aria-hidden />
          <span className="font-mono">{call.name}</span>
          {stateOf(call)}
        </li>
      ))}
    </ul>
  );
}

function stateOf({ endedAt, error, startedAt }: Span): string {
  if (endedAt === undefined) return "running";
  return error === undefined ? `${Math.max(1, Math.round(endedAt - startedAt))} ms` : "failed";
}
