"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { branchView, type Conversation } from "./branch-view";
import { Composer } from "./composer";
import { Greeting } from "./greeting";
import { MessageView } from "./message-view";
import { useSend } from "./use-conversation";
import { useMessageActions } from "./use-message-actions";
import type { Partner } from "./use-partners";
import { useScrollToEnd } from "./use-scroll-to-end";

export interface ChatThreadProps {
  /** Absent: nothing was said yet. */
  conversation: Conversation | undefined;
  partner: Partner | undefined;
  partnerKey: string | undefined;
  partnerName: string;
  tracedRun: string | undefined;
  onTrace: (runId: string) => void;
}

/** What was said, and where the next message is typed. */
export function ChatThread(props: ChatThreadProps) {
  const { conversation, partner, partnerKey, partnerName, tracedRun, onTrace } = props;
  const { send, pending } = useSend(conversation?.id, partnerKey);
  const [editedId, setEditedId] = useState<string | null>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const branch = useMemo(() => (conversation === undefined ? [] : branchView(conversation)), [conversation]);
  const running = branch.find(({ message }) => message.status === "running");
  const isAnswering = running !== undefined || pending !== undefined;
  const { actions, stop } = useMessageActions({ conversation, send, setEditedId, onTrace, input });
  const scroller = useScrollToEnd(`${conversation?.id} ${branch.length} ${pending?.message ?? ""}`);
  const isGone = conversation !== undefined && (conversation.agentId ?? conversation.workflowId) === null;
  useEffect(() => input.current?.focus(), []);

  function editLast() {
    const last = branch.findLast(({ message }) => message.role === "user");
    if (last !== undefined) setEditedId(last.message.id);
  }

  return (
    <section aria-label="Conversation" data-region className="flex min-w-0 flex-1 flex-col">
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div role="log" aria-live="polite" className="mx-auto grid w-full max-w-190 gap-4 px-6 py-6">
          {branch.length === 0 && pending === undefined && (
            <Greeting partner={partner} onSay={(message) => void send({ message }).catch(() => {})} />
          )}
          {branch.map((shown) => (
            <MessageView
              key={shown.message.id}
              {...{ shown, partnerName, tracedRun, actions }}
              workflowId={conversation?.workflowId ?? null}
              isEdited={shown.message.id === editedId}
              isBusy={isAnswering}
            />
          ))}
          {pending !== undefined && pending.answerAgain === undefined && pending.parentId === undefined && (
            <p className="justify-self-start whitespace-pre-wrap rounded-lg border bg-raised px-3 py-2 opacity-60">
              {pending.message}
            </p>
          )}
        </div>
      </div>
      <div className="mx-auto w-full max-w-190 px-6 pb-4">
        <Composer
          {...{ partnerName, isAnswering }}
          inputRef={input}
          isDisabled={isGone || conversation?.isMemory === true}
          onSend={(message, files) => send({ message, ...(files.length === 0 ? {} : { files: [...files] }) })}
          onStop={() => stop(running?.message.runId ?? null)}
          onEditLast={editLast}
        />
      </div>
    </section>
  );
}
