"use client";

import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { useInboxNow } from "./inbox-clock";
import { InboxRow } from "./inbox-row";
import { questionKey, questionOfWait, type Wait } from "./question";

export interface InboxListProps {
  waits: readonly Wait[];
  chosenKey: string | undefined;
  onChoose: (key: string) => void;
  onOpen: () => void;
  /** Absent when all are there. */
  more: { readonly isLoading: boolean; readonly load: () => void } | undefined;
}

/** The questions, the newest first. */
export function InboxList({ waits, chosenKey, onChoose, onOpen, more }: InboxListProps) {
  const now = useInboxNow();
  const entries = useMemo(() => waits.map((wait) => ({ wait, question: questionOfWait(wait) })), [waits]);
  return (
    <nav aria-label="Waiting" data-region className="w-90 shrink-0 overflow-y-auto border-r bg-panel 2xl:w-100">
      <ul>
        {entries.map(({ wait, question }) => {
          const key = questionKey(question);
          return (
            <InboxRow
              key={key}
              {...{ wait, question, now, onOpen }}
              isChosen={key === chosenKey}
              onChoose={() => onChoose(key)}
            />
          );
        })}
      </ul>
      {more && (
        <div className="grid justify-items-center p-3">
          <Button variant="ghost" isLoading={more.isLoading} onClick={more.load}>
            Show older ones
          </Button>
        </div>
      )}
    </nav>
  );
}
