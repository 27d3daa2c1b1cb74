"use client";

import { type ReactNode, useId } from "react";
import { useDraft } from "@/components/fields/use-draft";
import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";
import { isResourceKind } from "@/nodes/core/port";
import type { ResolvedNode } from "@/nodes/core/resolve-node";
import { type Policy, resolvePolicy, type WorkflowNode } from "@/nodes/core/workflow";
import { errorChoices, withPolicy } from "./policy";

/** What happens around the node's work: retries, time limit, failure; and whether it takes part at all. */
export function PolicyTab({ resolved }: { resolved: ResolvedNode }) {
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  return (
    <fieldset disabled={isReadOnly} className="grid grid-cols-1 gap-3.5">
      <TakesPart node={resolved.node} isReadOnly={isReadOnly} />
      {runs(resolved) && <PolicyFields resolved={resolved} />}
      <NoteField node={resolved.node} />
    </fieldset>
  );
}

/** A resource is used by others and never runs on its own: their policy counts. */
function runs({ ports, definition }: ResolvedNode): boolean {
  const isLent =
    ports.outputs.length > 0 && ports.outputs.every((port) => isResourceKind(port.kind) && port.kind !== "tool");
  return !isLent && definition?.decoration !== true;
}

function PolicyFields({ resolved }: { resolved: ResolvedNode }) {
  const { node, definition } = resolved;
  const { changePolicy } = useWorkflowActions();
  const policy = resolvePolicy(node.policy);
  const set = (part: Partial<Policy>) => changePolicy(node.id, withPolicy(node.policy, part));
  return (
    <>
      {definition?.catches === true ? (
        <p className="text-dim text-sm">When a node inside it fails, the run goes on from its error port.</p>
      ) : (
        <Field label="When it fails" hint={errorChoices(definition).find((one) => one.value === policy.onError)?.hint}>
          {(control) => (
            <Select
              {...control}
              value={policy.onError}
              onValueChange={(onError) => set({ onError })}
              options={errorChoices(definition).map(({ value, label }) => ({ value, label }))}
            />
          )}
        </Field>
      )}
      <NumberField
        label="Tries again"
        hint="Attempts after the first one."
        value={policy.retries}
        max={100}
        unit="times"
        onChange={(retries) => set({ retries: retries ?? undefined })}
      />
      {policy.retries > 0 && (
        <div className="grid grid-cols-2 gap-2">
          <NumberField
            label="First wait"
            value={policy.retryDelayMs}
            max={86_400_000}
            step={100}
            unit="ms"
            onChange={(retryDelayMs) => set({ retryDelayMs: retryDelayMs ?? undefined })}
          />
          <NumberField
            label="Each next is longer"
            value={policy.backoff}
            min={1}
            max={100}
            step={0.5}
            unit="×"
            onChange={(backoff) => set({ backoff: backoff ?? undefined })}
          />
        </div>
      )}
      <NumberField
        label="Time limit"
        hint="For one attempt, without waiting for a person or in the model's queue. Empty: the run's own limit."
        value={policy.timeoutMs ?? null}
        min={1}
        max={2_147_483_647}
        step={1_000}
        unit="ms"
        placeholder="None"
        onChange={(timeoutMs) => set({ timeoutMs: timeoutMs ?? undefined })}
      />
      {definition?.reuse !== undefined && (
        <Field label="When nothing changed" hint={reuseHints[policy.cache]}>
          {(control) => (
            <Select
              {...control}
              value={policy.cache}
              onValueChange={(cache) => set({ cache })}
              options={[
                { value: "auto", label: "Reuse the earlier result" },
                { value: "never", label: "Run every time" },
              ]}
            />
          )}
        </Field>
      )}
      <Field label="After a crash" hint="What was at work when the server stopped may have had an effect already.">
        {(control) => (
          <Select
            {...control}
            value={policy.idempotent === undefined ? "type" : policy.idempotent ? "again" : "ask"}
            onValueChange={(choice) => set({ idempotent: choice === "type" ? undefined : choice === "again" })}
            options={[
              { value: "type", label: "As its type says" },
              { value: "again", label: "Run it again" },
              { value: "ask", label: "Ask me first" },
            ]}
          />
        )}
      </Field>
    </>
  );
}

const reuseHints = {
  auto: "Where its model always answers the same: temperature 0 or a seed, no tools, no memory.",
  never: "Its results are kept for no other run.",
} as const;

interface NumberFieldProps {
  label: string;
  hint?: ReactNode;
  value: number | null;
  min?: number;
  max: number;
  step?: number;
  unit: string;
  placeholder?: string;
  onChange: (value: number | null) => void;
}

function NumberField({ label, hint, value, min = 0, onChange, ...rest }: NumberFieldProps) {
  const draft = useDraft(value, onChange);
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <NumberInput
          {...control}
          {...rest}
          min={min}
          value={draft.value}
          onValueChange={draft.change}
          onBlur={draft.commit}
        />
      )}
    </Field>
  );
}

function TakesPart({ node, isReadOnly }: { node: WorkflowNode; isReadOnly: boolean }) {
  const { commit } = useWorkflowActions();
  const id = useId();
  const isOn = node.disabled !== true;
  return (
    <div className="grid gap-0.5">
      <div className="flex items-center justify-between">
        <label htmlFor={id} className="text-dim text-sm">
          Takes part in runs
        </label>
        <Switch
          id={id}
          isOn={isOn}
          disabled={isReadOnly}
          onChange={(next) =>
            commit(
              [
                next
                  ? { type: "node.set", id: node.id, set: {}, unset: ["disabled"] }
                  : { type: "node.set", id: node.id, set: { disabled: true } },
              ],
              { label: next ? "Enable the node" : "Disable the node" },
            )
          }
        />
      </div>
      {!isOn && <p className="text-faint text-sm">It is skipped, and what hangs on it alone is skipped too.</p>}
    </div>
  );
}

function NoteField({ node }: { node: WorkflowNode }) {
  const { commit } = useWorkflowActions();
  const draft = useDraft(node.note ?? "", (note) =>
    commit(
      [
        note === ""
          ? { type: "node.set", id: node.id, set: {}, unset: ["note"] }
          : { type: "node.set", id: node.id, set: { note } },
      ],
      { label: "Change the note", coalesce: `note ${node.id}` },
    ),
  );
  return (
    <Field label="Note" hint="For people; it has no effect.">
      {(control) => (
        <Textarea
          {...control}
          rows={2}
          value={draft.value}
          onChange={(event) => draft.change(event.target.value)}
          onBlur={draft.commit}
        />
      )}
    </Field>
  );
}
