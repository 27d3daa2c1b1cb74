"use client";

import { fieldOfPath } from "@/components/canvas/field-of-path";
import { useDraft } from "@/components/fields/use-draft";
import { IssueLine } from "@/components/run/run-issues";
import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";
import type { WorkflowSettings } from "@/nodes/core/workflow";
import { AllowancesSection } from "./allowances-section";
import { GrantsSection } from "./grants-section";
import { InspectorHeader, TitleInput } from "./inspector-header";
import { InspectorSection } from "./inspector-section";

/** The workflow as a whole: what is wrong with it, how it runs, and what it may reach. */
export function WorkflowInspector({ onClose }: { onClose: (() => void) | undefined }) {
  const name = useWorkflow((state) => state.document.name);
  const count = useWorkflow((state) => state.document.nodes.length);
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const { commit } = useWorkflowActions();
  return (
    <>
      <InspectorHeader
        title={
          <TitleInput
            label="Name of the workflow"
            value={name}
            placeholder="Untitled"
            isReadOnly={isReadOnly}
            onChange={(next) =>
              next.trim() !== "" &&
              commit([{ type: "workflow.set", set: { name: next } }], {
                label: "Rename the workflow",
                coalesce: "workflow name",
              })
            }
          />
        }
        subtitle={count === 1 ? "Workflow · 1 node" : `Workflow · ${count} nodes`}
        onClose={onClose}
      />
      <div className="mt-1 grid min-h-0 flex-1 grid-cols-1 content-start gap-5 overflow-y-auto border-t p-3">
        <Issues />
        <fieldset disabled={isReadOnly} className="grid grid-cols-1 gap-3.5">
          <DescriptionField />
          <SettingFields />
        </fieldset>
        {!isReadOnly && <GrantsSection />}
        {!isReadOnly && <AllowancesSection />}
      </div>
    </>
  );
}

function Issues() {
  const issues = useWorkflow((state) => state.issues.all);
  const { focusField } = useWorkflowActions();
  if (issues.length === 0) return null;
  return (
    <InspectorSection title={issues.length === 1 ? "1 issue" : `${issues.length} issues`}>
      <div className="-mx-2">
        {issues.map((issue) => (
          <IssueLine
            key={`${issue.path} ${issue.code} ${issue.message}`}
            issue={issue}
            onShow={({ nodeId, path }) => nodeId !== undefined && focusField(nodeId, fieldOfPath(path))}
          />
        ))}
      </div>
    </InspectorSection>
  );
}

function DescriptionField() {
  const description = useWorkflow((state) => state.document.description);
  const { commit } = useWorkflowActions();
  const draft = useDraft(description, (next) =>
    commit([{ type: "workflow.set", set: { description: next } }], {
      label: "Change the description",
      coalesce: "description",
    }),
  );
  return (
    <Field label="Description">
      {(control) => (
        <Textarea
          {...control}
          rows={2}
          placeholder="What it is for"
          value={draft.value}
          onChange={(event) => draft.change(event.target.value)}
          onBlur={draft.commit}
        />
      )}
    </Field>
  );
}

function SettingFields() {
  const settings = useWorkflow((state) => state.document.settings);
  const { commit } = useWorkflowActions();
  const set = (part: Partial<WorkflowSettings>) =>
    commit([{ type: "workflow.set", set: { settings: { ...settings, ...part } } }], {
      label: "Change the settings",
      coalesce: `settings ${Object.keys(part)}`,
    });
  const seconds = useDraft<number | null>(settings.timeoutMs / 1_000, (value) =>
    set({ timeoutMs: Math.round((value ?? 300) * 1_000) }),
  );
  const parallel = useDraft<number | null>(settings.maxParallel, (value) =>
    set({ maxParallel: Math.round(value ?? 8) }),
  );
  const runs = useDraft<number | null>(settings.maxRuns ?? null, (value) =>
    set({ maxRuns: value === null ? undefined : Math.round(value) }),
  );
  return (
    <>
      <div className="grid grid-cols-2 gap-2">
        <Field label="Time limit">
          {(control) => (
            <NumberInput
              {...control}
              value={seconds.value}
              onValueChange={seconds.change}
              onBlur={seconds.commit}
              min={0.001}
              max={2_147_483}
              step={10}
              unit="s"
            />
          )}
        </Field>
        <Field label="Nodes at once">
          {(control) => (
            <NumberInput
              {...control}
              value={parallel.value}
              onValueChange={parallel.change}
              onBlur={parallel.commit}
              min={1}
              max={256}
            />
          )}
        </Field>
      </div>
      <Field label="Runs at once" hint={settings.maxRuns === undefined ? undefined : runsHint}>
        {(control) => (
          <NumberInput
            {...control}
            value={runs.value}
            onValueChange={runs.change}
            onBlur={runs.commit}
            placeholder="No limit"
            min={1}
            max={10_000}
          />
        )}
      </Field>
      <Field label="Priority" hint={settings.priority === undefined ? undefined : priorityHint}>
        {(control) => (
          <Select
            {...control}
            value={settings.priority ?? "normal"}
            onValueChange={(priority) => set({ priority: priority === "normal" ? undefined : priority })}
            options={[
              { value: "high", label: "High" },
              { value: "normal", label: "Normal" },
              { value: "low", label: "Low" },
            ]}
          />
        )}
      </Field>
      <Field label="What is stored" hint={durabilityHints[settings.durability]}>
        {(control) => (
          <Select
            {...control}
            value={settings.durability}
            onValueChange={(durability) => set({ durability })}
            options={[
              { value: "steps", label: "Every step" },
              { value: "result", label: "Start and end" },
            ]}
          />
        )}
      </Field>
    </>
  );
}

const runsHint = "More wait in the queue, in order. A run that waits for a person keeps its place.";

const priorityHint = "Which runs start first when more of them wait than there is room for.";

const durabilityHints = {
  steps: "A run goes on after a crash where it was.",
  result: "Faster; a run starts over after a crash, and its events are kept only when it fails.",
} as const;
