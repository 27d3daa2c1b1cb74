"use client";

import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { TopBar } from "@/components/layout/top-bar";
import { usePageTitle } from "@/components/layout/use-page-title";
import { ErrorNote } from "@/components/ui/error-note";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ChatThread } from "./chat-thread";
import { ChatTrace } from "./chat-trace";
import { ConversationList } from "./conversation-list";
import { NoPartners } from "./greeting";
import { PartnerSelect } from "./partner-select";
import { useConversation } from "./use-conversation";
import { partnerKey, usePartners } from "./use-partners";

export interface ChatPageProps {
  /** Absent: a new one. */
  conversationId?: string;
  /** Whom a new one is with: `agent:id` or `workflow:id`. */
  partner?: string;
}

/** Conversations on the left, what was said in the middle, and the run behind an answer on the right. */
export function ChatPage({ conversationId, partner: initial }: ChatPageProps) {
  const partners = usePartners();
  const query = useConversation(conversationId);
  const [chosen, setChosen] = useState(initial);
  const [tracedRun, setTracedRun] = useState<string>();
  const conversation = conversationId === undefined ? undefined : query.data;
  const [first] = partners.data ?? [];
  const key = chosen ?? (first === undefined ? undefined : partnerKey(first));
  const partner = partners.data?.find((one) => partnerKey(one) === key);
  const name = conversation?.agentName ?? conversation?.workflowName ?? partner?.name ?? "Chat";
  usePageTitle(conversation?.title ?? "Chat");

  return (
    <div className="flex h-full min-h-0 flex-col">
      <TopBar
        title={conversation?.title ?? "Chat"}
        state={
          conversationId === undefined ? (
            partners.data !== undefined &&
            partners.data.length > 0 && <PartnerSelect partners={partners.data} value={key} onChange={setChosen} />
          ) : (
            <span className="truncate text-dim">{conversation && name}</span>
          )
        }
      />
      <div className="flex min-h-0 flex-1">
        <ConversationList chosenId={conversationId} />
        {conversationId !== undefined && query.isPending && (
          <SkeletonRows count={4} label="Loading the conversation" className="mx-auto w-full max-w-190 p-6" />
        )}
        {conversationId !== undefined && query.isError && <Gone error={query.error} />}
        {conversationId === undefined && partners.data?.length === 0 && (
          <div className="min-w-0 flex-1">
            <NoPartners />
          </div>
        )}
        {(conversation !== undefined || (conversationId === undefined && first !== undefined)) && (
          <ChatThread
            key={conversationId ?? `new ${key}`}
            conversation={conversation}
            partner={partner}
            partnerKey={key}
            partnerName={name}
            tracedRun={tracedRun}
            onTrace={(runId) => setTracedRun((before) => (before === runId ? undefined : runId))}
          />
        )}
        {tracedRun !== undefined && <ChatTrace runId={tracedRun} onClose={() => setTracedRun(undefined)} />}
      </div>
    </div>
  );
}

function Gone({ error }: { error: unknown }) {
  const { message, hint } = appErrorOf(error);
  return (
    <div className="min-w-0 flex-1 p-6">
      <ErrorNote title={message} hint={hint} />
    </div>
  );
}
