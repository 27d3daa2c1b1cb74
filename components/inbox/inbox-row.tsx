"use client";

import { formatRelativeTime } from "@/components/ui/format";
import { formatLeft } from "./countdown";
import { type Question, questionKey, type Wait } from "./question";
import { WaitIcon } from "./wait-icon";

export interface InboxRowProps {
  wait: Wait;
  question: Question;
  isChosen: boolean;
  now: Date;
  onChoose: () => void;
  /** By its keys: Enter goes into the question. */
  onOpen: () => void;
}

/** A question in the list: what is asked, by whom, since when. */
export function InboxRow({ wait, question, isChosen, now, onChoose, onOpen }: InboxRowProps) {
  const since = new Date(wait.since);
  return (
    <li>
      <button
        type="button"
        data-wait={questionKey(question)}
        aria-current={isChosen ? "true" : undefined}
        // A click that no pointer made comes from Enter or Space.
        onClick={({ detail }) => {
          onChoose();
          if (detail === 0) onOpen();
        }}
        className="grid w-full grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2.5 gap-y-0.5 border-b px-3 py-2.5 text-left hover:bg-hover focus-visible:-outline-offset-2 aria-[current=true]:bg-hover"
      >
        <WaitIcon question={question} className="mt-0.5 size-4 text-waiting" />
        <span className="line-clamp-2 break-words font-medium">{question.title}</span>
        <time
          dateTime={wait.since}
          title={since.toLocaleString()}
          className="justify-self-end whitespace-nowrap text-faint text-sm/5"
        >
          {formatRelativeTime(since, now)}
        </time>
        <span className="col-start-2 truncate text-dim text-sm">
          {wait.workflowName} · {wait.nodeTitle}
        </span>
        {question.dueAt !== undefined && (
          <span className="justify-self-end whitespace-nowrap text-sm text-waiting tabular-nums">
            {formatLeft(question.dueAt - now.getTime())}
          </span>
        )}
      </button>
    </li>
  );
}
