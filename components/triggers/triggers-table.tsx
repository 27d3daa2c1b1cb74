"use client";

import { useState } from "react";
import { useNow } from "@/components/run/use-now";
import { Table, TableHead, TableHeader } from "@/components/ui/table";
import { TestRequestDialog } from "./test-request-dialog";
import { TriggerRow } from "./trigger-row";
import { type LiveTrigger, triggerKey } from "./trigger-types";
import { useOrigin } from "./use-origin";
import { useTriggerActions } from "./use-triggers";

/** Triggers as lines: what each listens to, when it fires next, what came of it, and whether it is on. */
export function TriggersTable({ triggers }: { triggers: readonly LiveTrigger[] }) {
  const now = useNow(5_000);
  const origin = useOrigin();
  const { actions, pausing, running, renew } = useTriggerActions();
  const [tested, setTested] = useState<LiveTrigger | undefined>();
  const isOf = (trigger: LiveTrigger, one: { workflowId: string; nodeId: string } | undefined) =>
    one?.workflowId === trigger.workflowId && one.nodeId === trigger.nodeId;

  return (
    <div className="@container overflow-hidden rounded-lg border bg-panel">
      <Table aria-label="Triggers" className="@max-3xl:block">
        <TableHead className="@max-3xl:sr-only">
          <tr>
            <TableHeader>Trigger</TableHeader>
            <TableHeader className="min-w-60">Next</TableHeader>
            <TableHeader className="min-w-36">Last</TableHeader>
            <TableHeader>On</TableHeader>
            <TableHeader className="min-w-28">
              <span className="sr-only">Actions</span>
            </TableHeader>
          </tr>
        </TableHead>
        <tbody className="@max-3xl:block">
          {triggers.map((trigger) => (
            <TriggerRow
              key={triggerKey(trigger)}
              trigger={trigger}
              now={now}
              origin={origin}
              isPaused={isOf(trigger, pausing) ? pausing?.isPaused === true : trigger.isPaused}
              isRunning={isOf(trigger, running)}
              onPause={actions.setPaused}
              onRun={actions.run}
              onTest={setTested}
            />
          ))}
        </tbody>
      </Table>
      {tested && (
        <TestRequestDialog
          trigger={tested}
          origin={origin}
          onAnswered={() => void renew()}
          onClose={() => setTested(undefined)}
        />
      )}
    </div>
  );
}
