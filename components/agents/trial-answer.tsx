"use client";

import Link from "next/link";
import { useEffect, useMemo } from "react";
import { nodeLooks } from "@/components/run/node-look";
import { useRunSession, useWholeRunView } from "@/components/run/run-context";
import { tokensInAndOut } from "@/components/run/token-words";
import { Waterfall } from "@/components/run/waterfall";
import { ErrorNote } from "@/components/ui/error-note";
import { formatDuration } from "@/components/ui/format";
import { Markdown } from "@/components/ui/markdown";
import { Status } from "@/components/ui/status";
import { definitions } from "@/nodes/definitions";

/** Ids of the nodes of a chat with an agent, as the server draws it. */
const agentNode = "agent";

export interface TrialAnswerProps {
  runId: string | undefined;
  name: string;
  /** Shows what ran when below the answer. */
  hasTrace: boolean;
}

/** What one agent says to one message, while it is written: below it how long it took, and what ran when. */
export function TrialAnswer({ runId, name, hasTrace }: TrialAnswerProps) {
  const { session } = useRunSession();
  useEffect(() => session.show(runId ?? null), [session, runId]);
  const view = useWholeRunView();
  const look = useMemo(
    () =>
      nodeLooks(
        {
          nodes: [
            { id: "chat", type: "chat", position: { x: 0, y: 0 }, config: {} },
            { id: agentNode, type: "agent", name, position: { x: 0, y: 0 }, config: {} },
            { id: "answer", type: "output", position: { x: 0, y: 0 }, config: {} },
          ],
        },
        definitions,
      ),
    [name],
  );
  const { run } = view;
  if (runId === undefined || run === null) return null;
  const answer = run.nodeRuns.get(agentNode);
  const text = String(answer?.output?.text ?? answer?.streamed?.text ?? "");
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dim text-sm">
        <Status status={run.status} />
        {answer?.durationMs !== undefined && <span>{formatDuration(answer.durationMs)}</span>}
        <span>{tokensInAndOut(run.usage)}</span>
        <Link href={`/runs/${runId}`} className="text-accent underline underline-offset-2">
          Open the run
        </Link>
      </div>
      {run.error && <ErrorNote title={run.error.message} hint={run.error.hint} />}
      {text !== "" && (
        <div aria-live="polite" className="min-h-0 overflow-y-auto rounded-lg border bg-canvas p-3">
          <Markdown>{text}</Markdown>
        </div>
      )}
      {hasTrace && (
        <section aria-label="Trace" className="h-72 shrink-0 overflow-hidden rounded-lg border">
          <Waterfall view={view} look={look} selected={nothing} onSelectNode={() => {}} />
        </section>
      )}
    </div>
  );
}

const nothing: ReadonlySet<string> = new Set();
