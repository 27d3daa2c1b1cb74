"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useReducer } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { newKey } from "@/components/ui/new-key";
import { definitions } from "@/nodes/definitions";
import { documentFacts } from "./document-facts";
import type { ImportCandidate, ImportSource, ImportState } from "./import-candidate";

type Action =
  | { readonly type: "add"; readonly candidates: readonly ImportCandidate[] }
  | { readonly type: "set"; readonly key: string; readonly state: ImportState }
  | { readonly type: "clear" };

function reduce(candidates: readonly ImportCandidate[], action: Action): readonly ImportCandidate[] {
  switch (action.type) {
    case "add":
      return [...candidates, ...action.candidates];
    case "set":
      return candidates.map((one) => (one.key === action.key ? { ...one, state: action.state } : one));
    case "clear":
      return [];
  }
}

export interface StoredImport {
  readonly id: string;
  readonly name: string | undefined;
}

/** What is about to be imported: each text is checked by the server without storing it, and stored when it is wanted. */
export function useImport() {
  const [candidates, dispatch] = useReducer(reduce, []);
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();

  const check = useCallback(
    async ({ key, text }: ImportCandidate) => {
      try {
        const { report } = await client.workflows.import.mutate({ text, dryRun: true });
        dispatch({ type: "set", key, state: { status: "ready", report } });
      } catch (thrown) {
        dispatch({ type: "set", key, state: { status: "refused", error: appErrorOf(thrown) } });
      }
    },
    [client],
  );

  const add = useCallback(
    (sources: readonly ImportSource[]) => {
      const added = sources.map(
        (source): ImportCandidate => ({
          ...source,
          key: newKey(),
          facts: documentFacts(source.text, definitions),
          state: { status: "checking" },
        }),
      );
      dispatch({ type: "add", candidates: added });
      for (const candidate of added) void check(candidate);
    },
    [check],
  );

  /** Stores all that are ready, one after another; what fails stays, with its error. */
  const store = useCallback(async (): Promise<StoredImport[]> => {
    const stored: StoredImport[] = [];
    for (const { key, text, facts, state } of candidates) {
      if (state.status !== "ready") continue;
      dispatch({ type: "set", key, state: { status: "storing", report: state.report } });
      try {
        const { id, report } = await client.workflows.import.mutate({ text });
        if (id === undefined) throw new Error("The server did not say where it stored the workflow.");
        dispatch({ type: "set", key, state: { status: "stored", report, id } });
        stored.push({ id, name: facts.name });
      } catch (thrown) {
        dispatch({ type: "set", key, state: { status: "refused", error: appErrorOf(thrown) } });
      }
    }
    await queryClient.invalidateQueries(trpc.workflows.pathFilter());
    return stored;
  }, [candidates, client, queryClient, trpc]);

  const clear = useCallback(() => dispatch({ type: "clear" }), []);

  return { candidates, add, check, store, clear };
}
