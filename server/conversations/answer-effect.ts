import { answerText, chatAnswer, writtenSoFar } from "@/nodes/core/chat-answer";
import type { Graph } from "@/nodes/core/graph";
import { nodeRunKey } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";
import { lastEventTypes, type TraceEvent } from "@/nodes/core/trace-event";
import { sourcesOf } from "@/server/conversations/answer-sources";
import { lockConversation } from "@/server/conversations/append-messages";
import { longestMessage, type Message, type MessageDetails, sealedParts } from "@/server/conversations/message";
import { messageTerms } from "@/server/conversations/message-terms";
import { refreshWindow } from "@/server/conversations/window";
import type { DatabaseSession } from "@/server/db/open-database";
import type { Effect, EffectOfEvent } from "@/server/runs/effect";
import { isValueRef, readValue } from "@/server/runs/stored-values";

/** The message that a run answers with: its row is there, `running`, before the run starts. */
export interface AnsweredMessage {
  /** The conversation. */
  readonly id: string;
  readonly messageId: string;
}

/**
 * Writes a run's answer with the run's last event, whoever appends that: all of it, or what was written until the run failed
 * or was canceled. `graph` is undefined where the run cannot even be opened.
 */
export function answerEffect(answered: AnsweredMessage, graph: Graph | undefined): EffectOfEvent {
  const source = graph === undefined ? undefined : chatAnswer(graph);
  return (event, state) => {
    if (!lastEventTypes.has(event.type)) return undefined;
    const ending = endingOf(event, state);
    const value =
      event.type === "run.completed"
        ? event.output[source?.output ?? ""]
        : source === undefined
          ? ""
          : writtenSoFar(state, source);
    const sources =
      source === undefined ? [] : sourcesOf(state.nodeRuns.get(nodeRunKey(source.nodeId))?.input?.context);
    const details = { ...ending.details, ...(sources.length === 0 ? {} : { sources }) };
    return writeAnswer(answered, { ...ending, details, value });
  };
}

interface Ending {
  readonly status: Message["status"];
  readonly details: MessageDetails;
}

function endingOf(event: TraceEvent, state: RunState): Ending {
  const timeMs = Math.round((state.finishedAt ?? state.lastAt) - (state.queuedAt ?? state.lastAt));
  const details = { usage: state.usage, timeMs };
  if (event.type === "run.failed") {
    const { code, message, hint } = event.error;
    return {
      status: "failed",
      details: { ...details, error: { code, message, ...(hint === undefined ? {} : { hint }) } },
    };
  }
  return { status: event.type === "run.canceled" ? "canceled" : "completed", details };
}

function writeAnswer(
  { id, messageId }: AnsweredMessage,
  { status, details, value }: Ending & { readonly value: unknown },
): Effect {
  return async (session) => {
    // Deleted meanwhile: nobody is to be told.
    if (!(await lockConversation(session, id))) return;
    const text = cut(answerText(await whole(session, value)));
    const [content, sealed] = sealedParts(text, details);
    await session.execute(
      `update messages set content = $3, details = $4, status = $5, terms = $6 where conversation_id = $1 and id = $2`,
      [id, messageId, content, sealed, status, messageTerms(text)],
    );
    await refreshWindow(session, id);
  };
}

async function whole(session: DatabaseSession, value: unknown): Promise<unknown> {
  return isValueRef(value) ? (await readValue(session, value.$ref))?.value : value;
}

function cut(text: string): string {
  if (text.length <= longestMessage) return text;
  return `${text.slice(0, longestMessage)}\n\n(Cut off here: the whole answer is in the run.)`;
}
