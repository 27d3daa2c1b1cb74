"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import {
  type CapabilityLine,
  capabilityLines,
  joinCapabilities,
  withoutCapability,
} from "@/components/run/capability-lines";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import type { Capabilities } from "@/nodes/core/workflow";

/** What the workflow may reach beyond this machine's workspace; taken back here, given when a run asks. */
export function GrantsSection() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const id = useWorkflow((state) => state.workflowId);
  const revision = useWorkflow((state) => state.revision);
  const query = useQuery(trpc.workflows.grants.queryOptions({ id }));
  const change = useMutation(
    trpc.workflows.setGrants.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.workflows.grants.queryKey({ id }) }),
      onError: (error: unknown) => toast.failed(appErrorOf(error).message, { id: "grants" }),
    }),
  );
  const set = (grants: Capabilities) => change.mutate({ id, grants });
  const answer: { grants: Capabilities; missing: Capabilities } | undefined = query.data;

  // What the workflow needs follows from its document, which the server has just stored anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: trpc.workflows.grants.queryKey({ id }) });
  }, [queries, trpc, id, revision]);

  return (
    <section className="grid gap-1.5">
      <h3 className="text-dim text-sm">May reach</h3>
      {query.isPending && <Skeleton className="h-4 w-2/3" />}
      {query.isError && <p className="text-faint text-sm">{appErrorOf(query.error).message}</p>}
      {answer && <GrantLines {...answer} isBusy={change.isPending} onChange={set} />}
    </section>
  );
}

interface GrantLinesProps {
  grants: Capabilities;
  missing: Capabilities;
  isBusy: boolean;
  onChange: (grants: Capabilities) => void;
}

function GrantLines({ grants, missing, isBusy, onChange }: GrantLinesProps) {
  const allowed = capabilityLines(grants);
  const wanted = capabilityLines(missing);
  return (
    <div className="grid gap-1 text-sm">
      {allowed.length === 0 && wanted.length === 0 && (
        <p className="text-faint">Nothing beyond what every workflow may.</p>
      )}
      {allowed.map((line) => (
        <Line key={`${line.of} ${line.detail}`} line={line}>
          <IconButton
            size="sm"
            label="Take back"
            icon={<X />}
            disabled={isBusy}
            onClick={() => onChange(withoutCapability(grants, line))}
          />
        </Line>
      ))}
      {wanted.length > 0 && (
        <div className="mt-1 grid gap-1.5 rounded-md border border-running/35 bg-running/12 p-2">
          <p>It asks for more:</p>
          {wanted.map((line) => (
            <Line key={`${line.of} ${line.detail}`} line={line} />
          ))}
          <Button
            size="sm"
            isLoading={isBusy}
            onClick={() => onChange(joinCapabilities(grants, missing))}
            className="w-fit"
          >
            Allow
          </Button>
        </div>
      )}
    </div>
  );
}

function Line({ line: { text, detail }, children }: { line: CapabilityLine; children?: ReactNode }) {
  return (
    <div className="flex min-h-6 items-center justify-between gap-2">
      <span className="min-w-0">
        {text} {detail !== "" && <span className="break-all font-mono">{detail}</span>}
      </span>
      {children}
    </div>
  );
}
