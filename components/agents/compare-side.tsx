"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/api/trpc-provider";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import type { AgentDraft } from "@/nodes/core/saved-agent";
import type { Agent } from "./agent-types";
import { TrialAnswer } from "./trial-answer";

/** What one side of a comparison asks: an agent, with another model or temperature where that is said. */
export interface CompareSide {
  readonly id: string;
  readonly model?: string;
  readonly temperature?: number;
  readonly runId?: string;
  readonly error?: { readonly message: string; readonly hint?: string };
}

export function sideAgent(agent: AgentDraft, { model, temperature }: CompareSide): AgentDraft {
  const { settings } = agent;
  return {
    ...agent,
    model: model ?? agent.model,
    settings: temperature === undefined ? settings : { ...settings, sampling: { ...settings.sampling, temperature } },
  };
}

const own = "its own";

export interface CompareSidePanelProps {
  label: string;
  side: CompareSide;
  agents: readonly Agent[];
  onChange: (side: CompareSide) => void;
}

export function CompareSidePanel({ label, side, agents, onChange }: CompareSidePanelProps) {
  const { data: models = [] } = useQuery(useTRPC().models.list.queryOptions(undefined, { staleTime: 10_000 }));
  const name = agents.find(({ id }) => id === side.id)?.name ?? "Agent";
  return (
    <section aria-label={`Side ${label}: ${name}`} className="flex min-h-0 min-w-0 flex-col gap-3">
      <div className="grid gap-2 rounded-lg border p-2.5">
        <Field label={`Agent ${label}`}>
          {(control) => (
            <Select
              {...control}
              value={side.id}
              onValueChange={(id) => onChange({ id })}
              options={agents.map((agent) => ({ value: agent.id, label: agent.name }))}
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-2">
          <Field label="Model">
            {(control) => (
              <Select
                {...control}
                value={side.model ?? own}
                onValueChange={(model) => onChange({ ...side, model: model === own ? undefined : model })}
                options={[{ value: own, label: "Its own" }, ...models.map(({ id }) => ({ value: id, label: id }))]}
              />
            )}
          </Field>
          <Field label="Temperature">
            {(control) => (
              <NumberInput
                {...control}
                value={side.temperature ?? null}
                min={0}
                max={2}
                step={0.1}
                placeholder="its own"
                onValueChange={(temperature) => onChange({ ...side, temperature: temperature ?? undefined })}
              />
            )}
          </Field>
        </div>
      </div>
      {side.error && <ErrorNote title={side.error.message} hint={side.error.hint} />}
      <TrialAnswer runId={side.runId} name={name} hasTrace={false} />
    </section>
  );
}
