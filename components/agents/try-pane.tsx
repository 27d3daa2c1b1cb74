"use client";

import { useMutation } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { RunProvider } from "@/components/run/run-context";
import { ErrorNote } from "@/components/ui/error-note";
import type { AgentDraft } from "@/nodes/core/saved-agent";
import { MessageBox } from "./message-box";
import { TrialAnswer } from "./trial-answer";

/** A message to the agent as it stands in the form, and its answer as it is written, with its trace. */
export function TryPane({ id, draft }: { id: string; draft: AgentDraft }) {
  const trial = useMutation(useTRPC().agents.try.mutationOptions());
  const error = trial.isError ? appErrorOf(trial.error) : undefined;
  return (
    <div className="flex h-full min-h-0 flex-col gap-3">
      <MessageBox
        label={`Message to ${draft.name}`}
        examples={draft.settings.examples}
        isBusy={trial.isPending}
        onSend={(message) => trial.mutate({ id, message, agent: draft })}
      />
      {error && <ErrorNote title={error.message} hint={error.hint} />}
      <RunProvider workflowId={null} initial="none">
        <TrialAnswer runId={trial.data?.runId} name={draft.name} hasTrace />
      </RunProvider>
    </div>
  );
}
