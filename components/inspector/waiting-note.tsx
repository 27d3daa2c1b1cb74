"use client";

import { useMutation } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import type { ApiInputs } from "@/components/api/types";
import { useRunView } from "@/components/run/run-context";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { NodeRun } from "@/nodes/core/node-run";

type Decision = ApiInputs["runs"]["decide"]["decision"];

const labels: Record<string, string> = {
  retry: "Run again",
  skip: "Skip",
  fail: "Fail",
  approve: "Approve",
  reject: "Reject",
};

/** A node run that waits for a person: what it waits for, and the answers. */
export function WaitingNote({ run }: { run: NodeRun }) {
  const trpc = useTRPC();
  const runId = useRunView((view) => view.runId);
  const decide = useMutation(
    trpc.runs.decide.mutationOptions({
      onError: (error: unknown) => toast.failed(appErrorOf(error).message, { id: "decide" }),
    }),
  );
  if (run.status !== "waiting" || run.waiting === undefined || runId === null) return null;
  const { reason, choices = [] } = run.waiting;
  return (
    <section className="grid gap-2 rounded-lg border border-waiting/35 bg-waiting/12 px-3 py-2.5">
      <p className="text-pretty">{sentences[reason]}</p>
      {choices.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {choices.map((choice) => (
            <Button
              key={choice}
              size="sm"
              isLoading={decide.isPending && decide.variables?.decision === choice}
              disabled={decide.isPending}
              onClick={() =>
                decide.mutate({ id: runId, nodeId: run.nodeId, path: run.path, decision: choice as Decision })
              }
            >
              {labels[choice] ?? choice}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}

const sentences = {
  decision:
    "The server stopped while this node was at work, and doing it twice might do harm. Decide whether it runs again.",
  approval: "This node waits for your approval.",
  timer: "This node waits for its time.",
} as const;
