"use client";

import { useRef, useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPCClient } from "@/components/api/trpc-provider";
import { toast } from "@/components/ui/toast";
import { heldNodes } from "./held-nodes";
import { useRunView } from "./run-context";

export interface Resume {
  /** Something is held, and the scrubber does not stand in the past. */
  readonly isHeld: boolean;
  /** What was asked for and has not come back yet. */
  readonly pending: "resume" | "step" | undefined;
  /** Lets everything that is held run, to the next breakpoint; or by one step. */
  readonly go: (how: "resume" | "step") => void;
}

/** Goes on with the run that is shown. */
export function useResume(): Resume {
  const client = useTRPCClient();
  const runId = useRunView((view) => view.runId);
  const isHeld = useRunView((view) => !view.isHeld && heldNodes(view).length > 0);
  const [pending, setPending] = useState<"resume" | "step">();
  // Two presses before the next render are one wish.
  const isBusy = useRef(false);

  function go(how: "resume" | "step") {
    if (runId === null || isBusy.current) return;
    isBusy.current = true;
    setPending(how);
    client.runs.resume
      .mutate({ runId, step: how === "step" })
      .catch((error: unknown) => {
        const { message, hint } = appErrorOf(error);
        toast.failed(message, { description: hint, id: "resume" });
      })
      .finally(() => {
        isBusy.current = false;
        setPending(undefined);
      });
  }

  return { isHeld, pending, go };
}
