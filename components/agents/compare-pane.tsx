"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { RunProvider } from "@/components/run/run-context";
import type { AgentDraft } from "@/nodes/core/saved-agent";
import { type Agent, draftOf } from "./agent-types";
import { type CompareSide, CompareSidePanel, sideAgent } from "./compare-side";
import { MessageBox } from "./message-box";

const keys = ["A", "B"] as const;

/** One message to two agents, or to two settings of one, side by side. */
export function ComparePane({ agent, draft }: { agent: Agent; draft: AgentDraft }) {
  const client = useTRPCClient();
  const { data } = useQuery(useTRPC().agents.list.queryOptions({ limit: 100 }));
  const agents = data?.items ?? [];
  const [sides, setSides] = useState<readonly CompareSide[]>(keys.map(() => ({ id: agent.id })));
  const [isBusy, setIsBusy] = useState(false);

  async function start(side: CompareSide, message: string): Promise<CompareSide> {
    const known = side.id === agent.id ? draft : agents.find(({ id }) => id === side.id);
    const base = known === undefined ? undefined : "id" in known ? draftOf(known as Agent) : known;
    try {
      const tried = base === undefined ? {} : { agent: sideAgent(base, side) };
      const { runId } = await client.agents.try.mutate({ id: side.id, message, ...tried });
      return { ...side, runId, error: undefined };
    } catch (thrown) {
      return { ...side, runId: undefined, error: appErrorOf(thrown) };
    }
  }

  async function send(message: string) {
    setIsBusy(true);
    setSides(await Promise.all(sides.map((side) => start(side, message))));
    setIsBusy(false);
  }

  return (
    <div className="flex h-full min-h-0 flex-col gap-3">
      <MessageBox
        label="Message to both"
        examples={draft.settings.examples}
        isBusy={isBusy}
        onSend={(message) => void send(message)}
      />
      <div className="grid min-h-0 flex-1 grid-cols-2 gap-3">
        {keys.map((key, i) => (
          <RunProvider key={key} workflowId={null} initial="none">
            <CompareSidePanel
              label={key}
              side={sides[i] as CompareSide}
              agents={agents}
              onChange={(side) => setSides(sides.map((one, place) => (place === i ? side : one)))}
            />
          </RunProvider>
        ))}
      </div>
    </div>
  );
}
