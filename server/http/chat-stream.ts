import { emptyRunState, foldEvents } from "@/nodes/core/run-state";
import { waitsForPerson } from "@/nodes/core/waits-for-person";
import { chatAnswerView } from "@/server/chat/chat-answer-view";
import type { StartedExchange } from "@/server/chat/start-exchange";
import { readMessage } from "@/server/conversations/read-message";
import { database } from "@/server/db/database";
import { cancelRun } from "@/server/executor/cancel-run";
import { eventStream } from "@/server/http/event-stream";
import { problemOf } from "@/server/http/problem";
import { getRun } from "@/server/runs/get-run";
import { runBus } from "@/server/runs/run-bus";
import { streamTrace } from "@/server/runs/stream-trace";

/**
 * An answer as server-sent events: `start` (ids), `delta` (text as it is written), `waiting` (a person has to decide), and last
 * `done` (what is answered without streaming) or `error` (a problem).
 */
export async function chatStream(workspaceId: string, exchange: StartedExchange): Promise<Response> {
  const opened = await database();
  const { conversationId, answerId, run } = exchange;
  const { stream } = (await readMessage(opened, conversationId, answerId)).details;
  let isOver = false;
  return eventStream((sink) => {
    sink.send({ event: "start", data: { conversationId, messageId: answerId, runId: run.runId } });
    const state = emptyRunState(run.runId);
    let wasWaiting = false;
    const fail = async (error: unknown) => {
      sink.send({ event: "error", data: await problemOf(error, "chat").json() });
      sink.close();
    };
    const finish = async () => {
      const view = await getRun(opened, workspaceId, run.runId);
      sink.send({ event: "done", data: await chatAnswerView(opened, exchange, view) });
      sink.close();
    };
    const stop = streamTrace(opened, runBus(), run.runId, 0, {
      onEvents: (events) => {
        for (const event of events)
          if (event.type === "node.delta" && event.path === "" && event.nodeId === stream?.nodeId)
            sink.send({ event: "delta", data: { text: event.text, offset: event.offset } });
        foldEvents(run.runId, events, state);
        const isWaiting = waitsForPerson(state);
        if (isWaiting && !wasWaiting) sink.send({ event: "waiting", data: { runId: run.runId } });
        wasWaiting = isWaiting;
      },
      onEnd: () => {
        isOver = true;
        finish().catch(fail);
      },
      onError: (error) => void fail(error),
    });
    return () => {
      stop();
      // Who asked is gone: nobody reads what would still be written.
      if (!isOver && !wasWaiting) cancelRun(workspaceId, run.runId).catch(() => {});
    };
  });
}
