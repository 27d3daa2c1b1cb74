"use client";

import { useMutation } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { useCommands } from "@/components/layout/commands";
import { toast } from "@/components/ui/toast";
import { useRunView } from "./run-context";
import { isGoingOn } from "./run-facts";

/** Asks the server to cancel the run that is shown; its own events say when it stopped. Escape does it too. */
export function useStopRun(): { stop: () => void; isStopping: boolean } {
  const trpc = useTRPC();
  const runId = useRunView((view) => view.runId);
  const isRunning = useRunView(isGoingOn);
  const cancel = useMutation(
    trpc.runs.cancel.mutationOptions({
      onError: (error: unknown) => toast.failed(appErrorOf(error).message, { id: "stop" }),
    }),
  );

  function stop() {
    if (runId !== null && !cancel.isPending) cancel.mutate({ id: runId });
  }

  useCommands([
    { id: "run.stop", label: "Stop the run", group: "Workflow", keys: "escape", isDisabled: !isRunning, run: stop },
  ]);
  return { stop, isStopping: cancel.isPending };
}
