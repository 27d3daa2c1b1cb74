"use client";

import { useState } from "react";
import type { ClientError } from "@/components/api/app-error-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, type SelectOption } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { type CollectionForm, collectionProblems } from "./collection-form";
import { SplitFields } from "./split-fields";

export interface CollectionDialogProps {
  initial: CollectionForm;
  isNew: boolean;
  embedders: SelectOption[];
  isSaving: boolean;
  error: ClientError | undefined;
  onSave: (form: CollectionForm) => void;
  onClose: () => void;
}

/** The form of a collection. What it is embedded with is changed elsewhere, since that is long work. */
export function CollectionDialog(props: CollectionDialogProps) {
  const { initial, isNew, embedders, isSaving, error, onSave, onClose } = props;
  const [form, setForm] = useState(initial);
  const [isChecked, setIsChecked] = useState(false);
  const problems = isChecked ? collectionProblems(form) : {};
  const change = (next: Partial<CollectionForm>) => setForm((current) => ({ ...current, ...next }));

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={isNew ? "New collection" : `Edit “${initial.name}”`}
      description={
        isNew ? "Texts that agents and workflows can search: files, pages, and what they remember." : undefined
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="collection-form" isLoading={isSaving}>
            {isNew ? "Create" : "Save"}
          </Button>
        </>
      }
    >
      <form
        id="collection-form"
        noValidate
        className="grid grid-cols-1 gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (Object.keys(collectionProblems(form)).length === 0) onSave(form);
        }}
      >
        <Field label="Name" error={problems.name}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              placeholder="Handbook"
              value={form.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Description" hint="An agent that has the collection as a tool reads it to know what is in here.">
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2_000}
              value={form.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        {isNew && (
          <Field label="Embedding model" hint="Turns each passage into a vector. It can be changed later.">
            {(control) => (
              <Select
                {...control}
                value={form.embedder}
                onValueChange={(embedder) => change({ embedder })}
                options={embedders}
              />
            )}
          </Field>
        )}
        <SplitFields split={form} problems={problems} onChange={change} />
        {!isNew && (
          <p className="text-faint text-sm">
            Sizes and language count for what is added from now on. What is there can be split again from its menu.
          </p>
        )}
        {error && <ErrorNote title={error.message} hint={error.hint} code={error.code} />}
      </form>
    </Dialog>
  );
}
