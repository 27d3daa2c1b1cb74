"use client";

import { useQuery } from "@tanstack/react-query";
import { MailX } from "lucide-react";
import { useTRPC } from "@/components/api/trpc-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { statusLooks } from "@/components/ui/status";
import { type RunStatus, runStatuses } from "@/nodes/core/run-status";
import type { RunsFilter } from "./use-runs-filter";

const all = "all";

interface RunsFiltersProps {
  filter: RunsFilter;
  onChange: (filter: RunsFilter) => void;
}

/** By workflow, by status, or only what crashed too often. */
export function RunsFilters({ filter, onChange }: RunsFiltersProps) {
  const { status, workflowId } = filter;
  const trpc = useTRPC();
  const workflows = useQuery(trpc.workflows.list.queryOptions({ limit: 100 }));
  const names = (workflows.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <DeadLetters filter={filter} onChange={onChange} />
      <div className="w-52">
        <Select
          aria-label="Workflow"
          value={workflowId ?? all}
          onValueChange={(next) => onChange({ ...filter, workflowId: next === all ? undefined : next })}
          options={[{ value: all, label: "Every workflow" }, ...names]}
        />
      </div>
      <div className="w-36">
        <Select
          aria-label="Status"
          value={status ?? all}
          onValueChange={(next) => onChange({ workflowId, status: next === all ? undefined : (next as RunStatus) })}
          options={[
            { value: all, label: "Every status" },
            ...runStatuses.map((value) => ({ value, label: statusLooks[value].label })),
          ]}
        />
      </div>
    </>
  );
}

function DeadLetters({ filter: { workflowId, isDeadLetter = false }, onChange }: RunsFiltersProps) {
  const trpc = useTRPC();
  const { data: count = 0 } = useQuery(trpc.runs.countDeadLetters.queryOptions());
  return (
    <Button
      variant={isDeadLetter ? "default" : "ghost"}
      icon={<MailX />}
      aria-pressed={isDeadLetter}
      className="aria-pressed:bg-hover"
      onClick={() => onChange({ workflowId, ...(isDeadLetter ? {} : { isDeadLetter: true }) })}
    >
      Dead letters
      {count > 0 && <Badge tone="bad">{formatCount(count)}</Badge>}
    </Button>
  );
}
