"use client";

import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Clamped } from "@/components/ui/clamped";
import { formatRelativeTime } from "@/components/ui/format";
import { Markdown } from "@/components/ui/markdown";
import { pathWords } from "@/nodes/core/item-path";
import { AnswerForm } from "./answer-form";
import { DueNote } from "./due-note";
import { useInboxNow } from "./inbox-clock";
import { type Question, questionKey, type Wait } from "./question";
import { WaitIcon } from "./wait-icon";

/** One question with all that it takes to answer it. */
export function InboxDetail({ wait, question, onGone }: { wait: Wait; question: Question; onGone: () => void }) {
  const { title, text, dueAt } = question;
  return (
    <article aria-label={title} className="flex w-full max-w-190 flex-col gap-4 px-8 py-6">
      <header className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1">
        <span className="row-span-2 grid size-9 place-items-center rounded-lg bg-waiting/12 text-waiting">
          <WaitIcon question={question} className="size-4.5" />
        </span>
        <Clamped lines={4} what="the question">
          <h2 className="text-pretty break-words font-semibold text-lg">{title}</h2>
        </Clamped>
        <Button asChild size="sm">
          <Link href={`/runs/${wait.runId}`}>
            Open the run
            <ArrowUpRight aria-hidden />
          </Link>
        </Button>
        <Where wait={wait} isToolCall={question.isToolCall} />
      </header>
      {dueAt !== undefined && <DueNote what="Answers itself" dueAt={dueAt} />}
      {text !== undefined && text.trim() !== "" && (
        <Clamped lines={16} what="the text">
          <Markdown>{text}</Markdown>
        </Clamped>
      )}
      <AnswerForm
        key={questionKey(question)}
        question={question}
        hasKeys
        onGone={onGone}
        stickyClassName="bottom-0 -mt-2 -mb-6 bg-panel pt-2 pb-6"
      />
    </article>
  );
}

/** Which node of which workflow asks, inside of what, and since when. */
function Where({ wait, isToolCall }: { wait: Wait; isToolCall: boolean }) {
  const { workflowId, workflowName, nodeTitle, since } = wait;
  // Of a call the question itself says who makes it.
  const place = isToolCall ? "" : pathWords(wait.path);
  const now = useInboxNow();
  const at = new Date(since);
  return (
    <p className="col-span-2 min-w-0 break-words text-dim text-sm">
      {workflowId === null ? (
        workflowName
      ) : (
        <Link href={`/workflows/${workflowId}`} className="underline-offset-2 hover:text-ink hover:underline">
          {workflowName}
        </Link>
      )}
      {` · ${nodeTitle} · `}
      {place !== "" && `${place} · `}
      <time dateTime={since} title={at.toLocaleString()}>
        {formatRelativeTime(at, now)}
      </time>
    </p>
  );
}
