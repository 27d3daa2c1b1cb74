"use client";

import { useMemo } from "react";
import { AnswerForm } from "@/components/inbox/answer-form";
import { DecidedNote } from "@/components/inbox/decided-note";
import { DueNote } from "@/components/inbox/due-note";
import { type Question, questionKey, questionOfRun } from "@/components/inbox/question";
import type { Details } from "@/components/inbox/use-whole-details";
import { WholeDetails } from "@/components/inbox/whole-details";
import { isHeld } from "@/components/run/held-nodes";
import { useRunSession, useRunView } from "@/components/run/run-context";
import { Clamped } from "@/components/ui/clamped";
import { Markdown } from "@/components/ui/markdown";
import type { NodeRun } from "@/nodes/core/node-run";
import { HeldNote } from "./held-note";

/** What a node run waits for, with the answers; after that, who decided what. */
export function WaitingNote({ run }: { run: NodeRun }) {
  return (
    <WholeDetails details={run.waiting?.details ?? noDetails}>
      {(details) => <WholeNote run={run} details={details} />}
    </WholeDetails>
  );
}

const noDetails: Details = {};

function WholeNote({ run, details }: { run: NodeRun; details: Details }) {
  const runId = useRunView((view) => view.runId);
  const isPast = useRunView((view) => view.isHeld);
  const { workflowId } = useRunSession();
  const question = useMemo(() => {
    const whole = run.waiting === undefined ? run : { ...run, waiting: { ...run.waiting, details } };
    return runId === null ? undefined : questionOfRun(whole, runId, workflowId === "" ? null : workflowId);
  }, [run, details, runId, workflowId]);
  if (question === undefined) return <DecidedNote answers={run.answers} />;
  return (
    <section
      aria-label="Waiting"
      // A long value scrolls in itself, so that the answers stay in sight.
      className="flex min-w-0 flex-col gap-2.5 rounded-lg border border-waiting/35 bg-waiting/8 px-3 py-2.5 [&_.cm-scroller]:max-h-40! [&_textarea]:max-h-40"
    >
      {question.reason === "timer" ? (
        <Waits question={question} />
      ) : isHeld(run) ? (
        <HeldNote run={run} />
      ) : (
        <Asks question={question} isPast={isPast} />
      )}
    </section>
  );
}

function Waits({ question: { dueAt } }: { question: Question }) {
  return dueAt === undefined ? <p>This node waits for its time.</p> : <DueNote what="Goes on" dueAt={dueAt} />;
}

/** Where the scrubber stands in the past there is nothing to answer. */
function Asks({ question, isPast }: { question: Question; isPast: boolean }) {
  const { title, text, dueAt } = question;
  return (
    <>
      <Clamped lines={4} what="the question">
        <p className="text-pretty break-words font-medium">{title}</p>
      </Clamped>
      {text !== undefined && text.trim() !== "" && (
        <Clamped lines={8} what="the text">
          <Markdown>{text}</Markdown>
        </Clamped>
      )}
      {dueAt !== undefined && !isPast && <DueNote what="Answers itself" dueAt={dueAt} />}
      {isPast ? (
        <p className="text-dim text-sm">It waited here for an answer.</p>
      ) : (
        <AnswerForm
          key={questionKey(question)}
          question={question}
          stickyClassName="-bottom-3 -mx-3 -mt-1 -mb-2.5 rounded-b-lg bg-[color-mix(in_oklab,var(--color-waiting)_8%,var(--color-panel))] px-3 pt-1.5 pb-2.5"
        />
      )}
    </>
  );
}
