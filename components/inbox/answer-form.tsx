"use client";

import { Play, RotateCcw, SkipForward, StepForward, X } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { useCommands } from "@/components/layout/commands";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { isJsonObject } from "@/nodes/core/json";
import { type Remembrance, remembrances } from "@/nodes/core/trace-event";
import { AllowDialog } from "./allow-dialog";
import { useAnswerDraft } from "./answer-drafts";
import { editorOf, isEdited, readAnswer } from "./answer-editor";
import { AnswerFields } from "./answer-fields";
import { ApproveButton } from "./approve-button";
import { CallNote } from "./call-note";
import { type Decision, type Question, questionKey } from "./question";
import { refusedProblems } from "./refused-value";
import { dropSecondClick } from "./second-click";
import { useDecide } from "./use-decide";
import { useIsHeld } from "./use-is-held";
import { useProblems } from "./use-problems";

export interface AnswerFormProps {
  question: Question;
  /** A and R answer it: where it is the one that is looked at. */
  hasKeys?: boolean;
  /** It was answered, here or before by somebody else. */
  onGone?: () => void;
  /**
   * Of the row of answers, which then stays at the lower edge of what scrolls, however long the question is. The form has to
   * lie in a flex column.
   */
  stickyClassName?: string;
}

/** The value or form of a question and the answers to it. Key it by the question. */
export function AnswerForm({ question, hasKeys = false, onGone, stickyClassName }: AnswerFormProps) {
  const editor = useMemo(() => editorOf(question), [question]);
  const { draft, change, reset } = useAnswerDraft(questionKey(question), editor);
  const read = useMemo(() => readAnswer(question, editor, draft), [question, editor, draft]);
  const { problems, form, refuse } = useProblems(read, editor.kind === "value");
  const { pending, send, refusal, forgetRefusal } = useDecide(question, { onGone, onRefused: refuse });
  const refused = refusal === undefined ? {} : refusedProblems(refusal, editor);

  function answer(decision: Decision, remember?: Remembrance) {
    if (!carriesValue(question, decision)) return send({ decision });
    // What is allowed from now on is read and agreed to first.
    if (read.ok && remember === "always") return setIsWidening(true);
    if (read.ok) return send({ decision, value: read.value, remember });
    // Who rejects need not fill in a form first.
    if (decision === "reject" && editor.kind === "form") return send({ decision });
    refuse();
  }

  const [isWidening, setIsWidening] = useState(false);
  const isHeld = useIsHeld();
  const byKey = (decision: Decision) => () => {
    if (!isHeld.current) answer(decision);
  };
  const canApprove = hasKeys && question.choices.includes("approve");
  useCommands([
    canApprove && { id: "inbox.approve", label: "Approve", group: "Inbox", keys: "a", run: byKey("approve") },
    canApprove && { id: "inbox.reject", label: "Reject", group: "Inbox", keys: "r", run: byKey("reject") },
  ]);

  return (
    // Sticky reaches as far as what it lies in: that has to be the whole question.
    <div ref={form} className={stickyClassName === undefined ? "grid min-w-0 grid-cols-1 gap-3.5" : "contents"}>
      {question.call && <CallNote call={question.call} changed={read.ok ? read.value : undefined} />}
      <AnswerFields
        {...{ question, editor, draft }}
        problems={{ ...refused, ...problems }}
        onChange={(next) => {
          forgetRefusal();
          change(next);
        }}
        onReset={
          isEdited(editor, draft)
            ? () => {
                forgetRefusal();
                reset();
              }
            : undefined
        }
      />
      <div
        className={cn("flex flex-wrap gap-2", stickyClassName && "sticky z-10", stickyClassName)}
        onClickCapture={dropSecondClick}
      >
        {question.choices.map((choice) =>
          choice === "approve" ? (
            <ApproveButton
              key={choice}
              kbd={hasKeys ? "a" : undefined}
              isLoading={pending === "approve"}
              remembrances={remembrancesOf(question)}
              onApprove={(remember) => answer("approve", remember)}
            />
          ) : (
            <Button
              key={choice}
              icon={looks[choice].icon}
              kbd={hasKeys && choice === "reject" ? "r" : undefined}
              isLoading={pending === choice}
              onClick={() => answer(choice)}
            >
              {looks[choice].label}
            </Button>
          ),
        )}
      </div>
      {isWidening && read.ok && (
        <AllowDialog
          args={argumentsOf(read.value ?? question.value)}
          onClose={() => setIsWidening(false)}
          onAllow={(pattern) => {
            setIsWidening(false);
            send({ decision: "approve", value: read.value, remember: "always", pattern });
          }}
        />
      )}
    </div>
  );
}

function argumentsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isJsonObject(value) ? value : {};
}

/** A call that is refused is not made, so that its arguments do not matter. */
function carriesValue({ isToolCall }: Question, decision: Decision): boolean {
  return decision === "approve" || (decision === "reject" && !isToolCall);
}

function remembrancesOf({ isToolCall, workflowId }: Question): readonly Remembrance[] {
  if (!isToolCall) return [];
  return workflowId === null ? ["run"] : remembrances;
}

const looks: Record<Exclude<Decision, "approve">, { readonly label: string; readonly icon: ReactNode }> = {
  reject: { label: "Reject", icon: <X /> },
  retry: { label: "Run again", icon: <RotateCcw /> },
  skip: { label: "Skip", icon: <SkipForward /> },
  fail: { label: "Fail", icon: <X /> },
  resume: { label: "Resume", icon: <Play /> },
  step: { label: "Step", icon: <StepForward /> },
};
