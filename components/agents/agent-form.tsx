"use client";

import { type ReactNode, useMemo } from "react";
import { FieldsForm } from "@/components/fields/fields-form";
import { FormContext, type FormContextValue } from "@/components/fields/form-context";
import type { Field } from "@/nodes/core/field";
import type { AgentDraft } from "@/nodes/core/saved-agent";
import {
  agentBasics,
  agentInstructions,
  agentMemory,
  agentModel,
  agentMore,
  agentSampling,
  agentStyle,
  agentTools,
} from "./agent-fields";
import { draftIssues } from "./use-agent-draft";

export interface AgentFormProps {
  draft: AgentDraft;
  onChange: (draft: AgentDraft) => void;
}

type Values = Readonly<Record<string, unknown>>;

/** All of an agent, part by part. */
export function AgentForm({ draft, onChange }: AgentFormProps) {
  const { settings } = draft;
  const form = useMemo(
    (): FormContextValue => ({
      issues: draftIssues(draft),
      focusedPath: undefined,
      isReadOnly: false,
      scope: { names: [], inputFields: [], lastValues: undefined },
    }),
    [draft],
  );
  // An empty field takes its key away; the name stays, to be told that it is missing.
  const set = (values: Values) => onChange({ ...draft, ...values, name: nameIn(values, draft) } as AgentDraft);
  const setSettings = (values: Values) => set({ settings: { ...settings, ...values } });
  return (
    <FormContext value={form}>
      <div className="grid grid-cols-1 gap-6">
        <Part fields={agentBasics} values={draft} onChange={set} />
        <Part fields={agentInstructions} values={settings} onChange={setSettings} />
        <div className="grid grid-cols-1 gap-3.5">
          <Part fields={agentModel} values={draft} onChange={set} />
          <Part
            fields={agentSampling}
            values={settings.sampling}
            onChange={(values) => setSettings({ sampling: { ...settings.sampling, ...values } })}
          />
        </div>
        <Part fields={agentTools} values={settings} onChange={setSettings} />
        <Part
          fields={agentMemory}
          values={settings.memory ?? { kind: "none" }}
          onChange={(values) => setSettings({ memory: memoryWith(settings.memory, values) })}
        />
        <Part
          title="Style"
          fields={agentStyle}
          values={settings.style}
          onChange={(values) => setSettings({ style: { ...settings.style, ...values } })}
        />
        <Part title="Answers and chat" fields={agentMore} values={settings} onChange={setSettings} />
      </div>
    </FormContext>
  );
}

/** Without a kind there is no memory. */
function memoryWith(memory: Values | undefined, values: Values): Values | undefined {
  const next = { ...memory, ...values };
  return "kind" in next && next.kind !== "none" ? next : undefined;
}

function nameIn(values: Values, { name }: AgentDraft): string {
  return "name" in values ? String(values.name ?? "") : name;
}

interface PartProps {
  title?: ReactNode;
  fields: readonly Field[];
  values: Values;
  onChange: (values: Values) => void;
}

function Part({ title, fields, values, onChange }: PartProps) {
  return (
    <section>
      {title && <h2 className="mb-2.5 font-semibold text-dim text-sm">{title}</h2>}
      <FieldsForm fields={fields} values={values} onChange={(name, value) => onChange({ [name]: value })} />
    </section>
  );
}
