"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { formatPath, type Issue } from "@/nodes/core/issue";
import { type AgentDraft, agentDraftSchema } from "@/nodes/core/saved-agent";
import { type Agent, draftOf } from "./agent-types";

/** `invalid`: what stands in the form cannot be stored; `failed`: the server did not take it. */
export type DraftState = "saved" | "saving" | "invalid" | "failed";

const restMs = 600;

/** The open agent: changes show at once and are stored when the typing rests. A change from elsewhere is never overwritten. */
export function useAgentDraft(agent: Agent) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<AgentDraft>(() => draftOf(agent));
  const [state, setState] = useState<DraftState>("saved");
  const [failure, setFailure] = useState<string>();
  const latest = useRef(draft);
  const stored = useRef(agent.updatedAt);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sending = useRef<Promise<void>>(Promise.resolve());
  const isDirty = useRef(false);

  const send = useCallback(async () => {
    if (!isDirty.current || !agentDraftSchema.safeParse(latest.current).success) return;
    isDirty.current = false;
    try {
      const saved = await client.agents.update.mutate({
        id: agent.id,
        agent: latest.current,
        expected: stored.current,
      });
      stored.current = saved.updatedAt;
      setFailure(undefined);
      if (!isDirty.current) setState("saved");
      void queries.invalidateQueries(trpc.agents.list.pathFilter());
      void queries.invalidateQueries(trpc.agents.issues.pathFilter());
      queries.setQueryData(trpc.agents.get.queryKey({ id: agent.id }), saved);
    } catch (thrown) {
      const { message, hint } = appErrorOf(thrown);
      isDirty.current = true;
      setState("failed");
      setFailure(hint === undefined ? message : `${message} ${hint}`);
    }
  }, [client, queries, trpc, agent.id]);

  /** Stores what is not stored yet; resolves when that is over. */
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    sending.current = sending.current.then(send);
    return sending.current;
  }, [send]);

  const change = useCallback(
    (next: AgentDraft) => {
      latest.current = next;
      isDirty.current = true;
      setDraft(next);
      setState(agentDraftSchema.safeParse(next).success ? "saving" : "invalid");
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), restMs);
    },
    [flush],
  );

  // Whoever leaves the page leaves nothing behind.
  useEffect(() => () => void flush(), [flush]);
  return { draft, state, failure, change, flush };
}

/** What the form refuses, by the path of its field. */
export function draftIssues(draft: AgentDraft): ReadonlyMap<string, readonly Issue[]> {
  const parsed = agentDraftSchema.safeParse(draft);
  const found = parsed.success ? [] : parsed.error.issues;
  const issues = found.map(({ path, message }): Issue => {
    const field = formatPath(path).replace(/^settings\.((sampling|style)\.)?/, "");
    return { path: field, code: "REQUEST_INVALID", message, severity: "error" };
  });
  return Map.groupBy(issues, ({ path }) => path);
}
