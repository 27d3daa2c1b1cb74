"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { NodeRun } from "@/nodes/core/node-run";
import type { RunState } from "@/nodes/core/run-state";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { ForkForm } from "./fork-form";
import { forkPoints, keyOf, pointFor } from "./fork-points";

export interface ForkDialogProps {
  runId: string;
  /** The whole run, not a moment of it. */
  run: RunState;
  /** The node that is looked at. */
  nodeId: string | undefined;
  /** What it did, where it is looked at inside of a container. */
  shown: NodeRun | undefined;
  onClose: () => void;
}

/** Begins a new run in the middle of this one. */
export function ForkDialog({ runId, run, nodeId, shown, onClose }: ForkDialogProps) {
  const trpc = useTRPC();
  // The graph that the run was frozen with: the studio shows a newer one.
  const frozen = useQuery(trpc.runs.document.queryOptions({ id: runId }, { gcTime: 0 }));
  return (
    <Dialog
      isOpen
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Fork this run"
      description="A new run begins at a node of this one. What does not depend on the node keeps what it gave."
    >
      {frozen.isPending && <SkeletonRows count={3} label="Loading the run" />}
      {frozen.isError && <ErrorNote title={appErrorOf(frozen.error).message} hint={appErrorOf(frozen.error).hint} />}
      {frozen.isSuccess && (
        <ForkSetup
          runId={runId}
          run={run}
          // The wire's type says less of a config than the document's does; it is the same JSON.
          document={frozen.data.document as Workflow | null}
          workflowId={frozen.data.workflowId}
          wanted={nodeId}
          shown={shown}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface ForkSetupProps {
  runId: string;
  run: RunState;
  document: Workflow | null;
  workflowId: string | null;
  wanted: string | undefined;
  shown: NodeRun | undefined;
  onClose: () => void;
}

function ForkSetup({ runId, run, document, workflowId, wanted, shown, onClose }: ForkSetupProps) {
  const points = useMemo(
    () => (document === null ? [] : forkPoints(document, definitions, run, shown)),
    [document, run, shown],
  );
  const [chosen, setChosen] = useState(() => (document === null ? {} : pointFor(document, points, wanted)) as Chosen);
  const [refused, setRefused] = useState<string>();
  const point = points.find((one) => keyOf(one) === chosen.key);
  if (point === undefined)
    return (
      <ErrorNote
        severity="warning"
        title={chosen.note ?? "No node of this run has ended, so there is nothing to begin at."}
        hint="A fork begins at a node that has ended."
      />
    );
  return (
    <div className="grid grid-cols-1 gap-4">
      <Field className="grid-cols-1" label="Begin at" hint={chosen.note} error={refused}>
        {(control) => (
          <Select
            {...control}
            value={keyOf(point)}
            onValueChange={(key) => {
              setChosen({ key });
              setRefused(undefined);
            }}
            options={points.map((one) => ({
              value: keyOf(one),
              label: one.title,
              description: one.refusal,
              isDisabled: one.refusal !== undefined,
            }))}
          />
        )}
      </Field>
      <ForkForm
        key={keyOf(point)}
        runId={runId}
        point={point}
        hasWorkflow={workflowId !== null}
        onRefused={setRefused}
        onClose={onClose}
      />
    </div>
  );
}

type Chosen = ReturnType<typeof pointFor>;
