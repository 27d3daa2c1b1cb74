"use client";

import {
  ChevronLeft,
  ChevronRight,
  FileText,
  GitBranch,
  Pencil,
  Pin,
  PinOff,
  RotateCcw,
  Waypoints,
} from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorNote } from "@/components/ui/error-note";
import { IconButton } from "@/components/ui/icon-button";
import { Markdown } from "@/components/ui/markdown";
import type { Message, ShownMessage } from "./branch-view";
import { EditMessage } from "./edit-message";
import { RunningAnswer } from "./running-answer";
import { Sources } from "./sources";

export interface MessageActions {
  readonly onEdit: (messageId: string | null) => void;
  readonly onResend: (message: Message, text: string) => void;
  readonly onAnswerAgain: (message: Message) => void;
  readonly onShow: (messageId: string) => void;
  readonly onBranch: (messageId: string) => void;
  readonly onPin: (message: Message) => void;
  readonly onTrace: (runId: string) => void;
  readonly onOver: () => void;
}

export interface MessageViewProps {
  shown: ShownMessage;
  partnerName: string;
  workflowId: string | null;
  isEdited: boolean;
  /** Nothing can be said while an answer is being written. */
  isBusy: boolean;
  tracedRun: string | undefined;
  actions: MessageActions;
}

/** One message with what can be done with it. */
export function MessageView({
  shown,
  partnerName,
  workflowId,
  isEdited,
  isBusy,
  tracedRun,
  actions,
}: MessageViewProps) {
  const { message } = shown;
  if (message.role === "summary") return <Summary message={message} />;
  const isUser = message.role === "user";
  return (
    <article aria-label={isUser ? "You" : partnerName} className="group/message grid min-w-0 gap-1.5">
      <h3 className="flex items-center gap-2 font-medium text-dim text-sm">
        {isUser ? "You" : partnerName}
        {message.isPinned && <Pin className="size-3.5" aria-label="Pinned" />}
      </h3>
      {isEdited ? (
        <EditMessage
          text={message.content}
          onCancel={() => actions.onEdit(null)}
          onSend={(text) => actions.onResend(message, text)}
        />
      ) : (
        <div className={cn("grid min-w-0 gap-3", isUser && "justify-self-start rounded-lg border bg-raised px-3 py-2")}>
          {message.status === "running" ? (
            <RunningAnswer message={message} workflowId={workflowId} onOver={actions.onOver} />
          ) : (
            <Said message={message} />
          )}
        </div>
      )}
      {!isEdited && message.status !== "running" && (
        <Actions
          {...{ shown, isUser, isBusy, actions }}
          isTraced={message.runId !== null && message.runId === tracedRun}
        />
      )}
    </article>
  );
}

function Said({ message: { role, content, status, details } }: { message: Message }) {
  return (
    <>
      {role === "user"
        ? content !== "" && <p className="whitespace-pre-wrap break-words leading-relaxed">{content}</p>
        : content !== "" && <Markdown>{content}</Markdown>}
      {details.attachments?.map(({ fileId, name }) => (
        <p key={fileId} className="flex items-center gap-1.5 text-dim text-sm">
          <FileText className="size-3.5" aria-hidden />
          {name}
        </p>
      ))}
      {details.sources && <Sources sources={details.sources} />}
      {status === "canceled" && <p className="text-dim text-sm">Stopped here.</p>}
      {details.error && <ErrorNote title={details.error.message} hint={details.error.hint} />}
    </>
  );
}

function Summary({ message }: { message: Message }) {
  return (
    <details className="rounded-lg border border-dashed px-3 py-2 text-dim">
      <summary className="cursor-pointer text-sm">What was said before, in short</summary>
      <Markdown className="mt-2">{message.content}</Markdown>
    </details>
  );
}

function Actions({
  shown: { message, siblings, index },
  isUser,
  isBusy,
  isTraced,
  actions,
}: Pick<MessageViewProps, "shown" | "isBusy" | "actions"> & { isUser: boolean; isTraced: boolean }) {
  const { runId } = message;
  return (
    <div className="flex h-6 items-center gap-0.5">
      {siblings.length > 1 && (
        <Siblings count={siblings.length} index={index} onGo={(to) => actions.onShow(siblings[to] ?? message.id)} />
      )}
      <Quiet>
        <CopyButton text={message.content} label="Copy the message" />
        {isUser ? (
          <IconButton
            size="sm"
            label="Edit and send again"
            icon={<Pencil />}
            disabled={isBusy}
            onClick={() => actions.onEdit(message.id)}
          />
        ) : (
          <>
            <IconButton
              size="sm"
              label="Answer again"
              icon={<RotateCcw />}
              disabled={isBusy}
              onClick={() => actions.onAnswerAgain(message)}
            />
            <IconButton
              size="sm"
              label="Go on from here in a new conversation"
              icon={<GitBranch />}
              onClick={() => actions.onBranch(message.id)}
            />
          </>
        )}
        <IconButton
          size="sm"
          label={message.isPinned ? "Unpin" : "Pin: it stays when old messages are deleted"}
          icon={message.isPinned ? <PinOff /> : <Pin />}
          onClick={() => actions.onPin(message)}
        />
      </Quiet>
      {runId !== null && (
        <IconButton
          size="sm"
          label="Show the trace"
          icon={<Waypoints />}
          isPressed={isTraced}
          onClick={() => actions.onTrace(runId)}
        />
      )}
    </div>
  );
}

/** Seen while the pointer or the focus is in the message. */
function Quiet({ children }: { children: ReactNode }) {
  return (
    <span className="flex items-center gap-0.5 opacity-0 transition-opacity focus-within:opacity-100 group-hover/message:opacity-100">
      {children}
    </span>
  );
}

function Siblings({ count, index, onGo }: { count: number; index: number; onGo: (index: number) => void }) {
  return (
    <span className="flex items-center text-dim text-sm tabular-nums">
      <IconButton
        size="sm"
        label="The version before"
        icon={<ChevronLeft />}
        disabled={index === 0}
        onClick={() => onGo(index - 1)}
      />
      <span>
        {index + 1}/{count}
      </span>
      <IconButton
        size="sm"
        label="The next version"
        icon={<ChevronRight />}
        disabled={index === count - 1}
        onClick={() => onGo(index + 1)}
      />
    </span>
  );
}
