"use client";

import { createContext, type ReactNode, useContext } from "react";
import { GrantsDialog } from "./grants-dialog";
import { InputDialog } from "./input-dialog";
import { type StartRun, useStartRun } from "./use-start-run";

const RunStarterContext = createContext<StartRun | null>(null);

/** Lets everything below start runs of the open workflow, and asks in one place for what they need. */
export function RunStarterProvider({ children }: { children: ReactNode }) {
  const starting = useStartRun();
  return (
    <RunStarterContext value={starting}>
      {children}
      <StartDialogs starting={starting} />
    </RunStarterContext>
  );
}

export function useRunStarter(): StartRun {
  const starting = useContext(RunStarterContext);
  if (starting === null) throw new Error("starting a run needs a RunStarterProvider above it");
  return starting;
}

/** The same, where there may be nothing to start: a past run's page shows a canvas too. */
export function useRunStarterIfAny(): StartRun | null {
  return useContext(RunStarterContext);
}

function StartDialogs({ starting: { phase, isStarting, start, dismiss } }: { starting: StartRun }) {
  if (phase.type === "input") {
    const { fields, last, error } = phase;
    return (
      <InputDialog
        fields={fields}
        last={last}
        error={error}
        isStarting={isStarting}
        onSubmit={start}
        onClose={dismiss}
      />
    );
  }
  if (phase.type === "grants") {
    return <GrantsDialog isStarting={isStarting} onGranted={() => start(phase.input)} onClose={dismiss} />;
  }
  return null;
}
