"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Braces, FolderOpen, Globe, type LucideIcon, SquareTerminal } from "lucide-react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Capabilities } from "@/nodes/core/workflow";
import { type CapabilityLine, capabilityLines, joinCapabilities } from "./capability-lines";
import { useRunSession } from "./run-context";

export interface GrantsDialogProps {
  isStarting: boolean;
  onGranted: () => void;
  onClose: () => void;
}

/** Shows what the workflow wants to reach and nobody allowed yet; allowing it starts the run. */
export function GrantsDialog({ isStarting, onGranted, onClose }: GrantsDialogProps) {
  const trpc = useTRPC();
  const { workflowId } = useRunSession();
  const query = useQuery(trpc.workflows.grants.queryOptions({ id: workflowId }, { staleTime: 0 }));
  const allow = useMutation(trpc.workflows.setGrants.mutationOptions({ onSuccess: onGranted }));
  const answer: { grants: Capabilities; missing: Capabilities } | undefined = query.data;
  const failure = query.error ?? allow.error;

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Allow this workflow to…"
      description="It asks for more than it was allowed so far. What you allow holds for its later runs too, until you take it back under its settings."
      footer={
        <>
          <Button onClick={onClose}>Do not run</Button>
          <Button
            variant="primary"
            disabled={answer === undefined}
            isLoading={allow.isPending || isStarting}
            onClick={() =>
              answer && allow.mutate({ id: workflowId, grants: joinCapabilities(answer.grants, answer.missing) })
            }
          >
            Allow and run
          </Button>
        </>
      }
    >
      {failure && <ErrorNote title={appErrorOf(failure).message} hint={appErrorOf(failure).hint} />}
      {query.isPending && <SkeletonRows count={2} label="Loading what it needs" />}
      {answer && <CapabilityList lines={capabilityLines(answer.missing)} />}
    </Dialog>
  );
}

const icons: Record<CapabilityLine["of"], LucideIcon> = {
  hosts: Globe,
  files: FolderOpen,
  code: Braces,
  commands: SquareTerminal,
};

/** What a workflow may reach, one line each. */
export function CapabilityList({ lines }: { lines: readonly CapabilityLine[] }) {
  return (
    <ul className="grid gap-2 pb-1">
      {lines.map(({ of, text, detail }) => {
        const Icon = icons[of];
        return (
          <li key={`${of} ${detail}`} className="flex items-start gap-2.5">
            <Icon className="mt-0.5 size-4 shrink-0 text-dim" aria-hidden />
            <span className="min-w-0">
              {text} {detail !== "" && <span className="break-all font-mono text-sm">{detail}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
