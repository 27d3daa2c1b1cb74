"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { AddressFields } from "./address-fields";
import { CapabilityField } from "./capability-field";
import { KeyField } from "./key-field";
import { changeForm, emptyForm, formOf, type ModelForm } from "./model-form";
import { type ModelSummary, type ModelType, typeLooks } from "./model-types";
import { MoreFields } from "./more-fields";
import { useSaveModel } from "./use-save-model";

/** What the dialog is for: a new entry (perhaps filled in already), or one that is there. */
export type ModelDialogSubject = { readonly initial: Partial<ModelForm> } | { readonly model: ModelSummary };

export interface ModelDialogProps {
  subject: ModelDialogSubject;
  models: readonly ModelSummary[];
  onClose: () => void;
}

const types = (Object.keys(typeLooks) as ModelType[]).map((value) => ({ value, label: typeLooks[value].label }));

/** The form for an entry. What the server finds wrong stands under the fields. */
export function ModelDialog({ subject, models, onClose }: ModelDialogProps) {
  const original = "model" in subject ? subject.model : undefined;
  const taken = new Set(models.filter((model) => model !== original).map(({ id }) => id));
  const [form, setForm] = useState(() =>
    "model" in subject ? formOf(subject.model) : changeForm(emptyForm(subject.initial.type), subject.initial, taken),
  );
  const { save, isSaving, errors } = useSaveModel(original, onClose);
  const change = (next: Partial<ModelForm>) => setForm((current) => changeForm(current, next, taken));

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={original === undefined ? "Add a model" : `Edit “${original.name}”`}
      description={
        original?.source === "file"
          ? "models.yaml stays as it is. Your change is kept in the app and counts instead; remove it there to go back."
          : undefined
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="model-form" isLoading={isSaving}>
            {original === undefined ? "Add" : "Save"}
          </Button>
        </>
      }
    >
      <form
        id="model-form"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save(form);
        }}
      >
        {errors.other && <ErrorNote title={errors.other.message} hint={errors.other.hint} code={errors.other.id} />}
        <SegmentedControl
          aria-label="Type"
          className="justify-self-start"
          value={form.type}
          onValueChange={(type) => change({ type })}
          options={types}
        />
        <AddressFields key={form.type} form={form} originalId={original?.id} onChange={change} errors={errors.fields} />
        <div className="grid grid-cols-2 items-start gap-4">
          <Field label="Name" hint="For people. Left empty: the id." error={errors.fields.name}>
            {(control) => (
              <Input {...control} value={form.name} onChange={(event) => change({ name: event.target.value })} />
            )}
          </Field>
          <Field
            label="Id"
            isRequired
            error={errors.fields.id}
            hint={original === undefined ? "Workflows name the model by it." : "Stays: workflows name the model by it."}
          >
            {(control) => (
              <Input
                {...control}
                isMono
                readOnly={original !== undefined}
                value={form.id}
                onChange={(event) => change({ id: event.target.value, isIdWritten: event.target.value !== "" })}
              />
            )}
          </Field>
        </div>
        <CapabilityField
          words={form.capabilities}
          onChange={(capabilities) => change({ capabilities, areCapabilitiesChosen: true })}
        />
        {form.type !== "gguf" && (
          <KeyField
            form={form}
            hasStoredKey={original?.hasApiKey === true}
            onChange={change}
            error={errors.fields.api_key}
          />
        )}
        <MoreFields form={form} onChange={change} errors={errors.fields} />
      </form>
    </Dialog>
  );
}
