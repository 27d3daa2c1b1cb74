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
import type { RunState } from "@/nodes/core/run-state";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { ForkForm } from "./fork-form";
import { forkPoints, pointFor } from "./fork-points";

export interface ForkDialogProps {
  runId: string;
  /** The whole run, not a moment of it. */
  run: RunState;
  /** The node that is looked at. */
  nodeId: string | undefined;
  onClose: () => void;
}

/** Begins a new run in the middle of this one. */
export function ForkDialog({ runId, run, nodeId, onClose }: ForkDialogProps) {
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
  onClose: () => void;
}

function ForkSetup({ runId, run, document, workflowId, wanted, onClose }: ForkSetupProps) {
  const points = useMemo(() => (document === null ? [] : forkPoints(document, definitions, run)), [document, run]);
  const [chosen, setChosen] = useState(() => (document === null ? {} : pointFor(document, points, wanted)) as Chosen);
  const [refused, setRefused] = useState<string>();
  const point = points.find(({ nodeId }) => nodeId === chosen.nodeId);
  if (point === undefined)
    return (
      <ErrorNote
        severity="warning"
        title={chosen.note ?? "No node of this run has ended, so there is nothing to begin at."}
        hint="A fork begins at a node outside of containers that has ended."
      />
    );
  return (
    <div className="grid grid-cols-1 gap-4">
      <Field className="grid-cols-1" label="Begin at" hint={chosen.note} error={refused}>
        {(control) => (
          <Select
            {...control}
            value={point.nodeId}
            onValueChange={(nodeId) => {
              setChosen({ nodeId });
              setRefused(undefined);
            }}
            options={points.map(({ nodeId, title, refusal }) => ({
              value: nodeId,
              label: title,
              description: refusal,
              isDisabled: refusal !== undefined,
            }))}
          />
        )}
      </Field>
      <ForkForm
        key={point.nodeId}
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
