"use client";

import { type FormEvent, type KeyboardEvent, useState } from "react";
import type { ClientError } from "@/components/api/app-error-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { matchesKeys } from "@/components/ui/keys";
import { usePlatform } from "@/components/ui/platform";
import { InputFieldControl } from "./input-field-control";
import { draftOf, type InputField, readDraft } from "./input-fields";

export interface InputDialogProps {
  fields: readonly InputField[];
  /** What was entered last. */
  last: Readonly<Record<string, unknown>>;
  /** What the server said to it. */
  error?: ClientError;
  isStarting: boolean;
  onSubmit: (input: Record<string, unknown>) => void;
  onClose: () => void;
}

/** The form that starts a run, made from the fields of the `input` node. Enter and ⌘↵ submit; Shift+Enter is a line. */
export function InputDialog({ fields, last, error, isStarting, onSubmit, onClose }: InputDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(fields, last));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const platform = usePlatform();
  const refused = refusedFields(error);
  const isElsewhere = error !== undefined && Object.keys(refused).length === 0;

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (isStarting) return;
    const read = readDraft(fields, draft);
    setErrors(read.ok ? {} : read.errors);
    if (read.ok) onSubmit(read.input);
  }

  function onKeyDown(event: KeyboardEvent) {
    const isPlainEnter = event.key === "Enter" && !event.shiftKey && isOneLine(event.target);
    if (!isPlainEnter && !matchesKeys("mod+enter", event.nativeEvent, platform)) return;
    if (event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    submit();
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Run with"
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" kbd="enter" isLoading={isStarting} onClick={() => submit()}>
            Run
          </Button>
        </>
      }
    >
      <form onSubmit={submit} onKeyDown={onKeyDown} className="grid gap-4 pb-2">
        {fields.map((field, i) => (
          <InputFieldControl
            key={field.name}
            field={field}
            value={draft[field.name]}
            error={errors[field.name] ?? refused[field.name]}
            isFirst={i === 0}
            onChange={(value) => setDraft((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
        {isElsewhere && <ErrorNote title={error.message} hint={error.hint} />}
      </form>
    </Dialog>
  );
}

/** Text to be written in paragraphs or as JSON keeps its Enter key. */
function isOneLine(target: EventTarget): boolean {
  return (
    target instanceof HTMLInputElement || (target instanceof HTMLTextAreaElement && !("multiline" in target.dataset))
  );
}

/** What the server refused, by field: its issues have paths such as `input.topic`. */
function refusedFields(error: ClientError | undefined): Record<string, string> {
  const named = (error?.issues ?? []).filter((issue) => issue.path.startsWith("input."));
  return Object.fromEntries(named.map((issue) => [issue.path.slice("input.".length), issue.message]));
}
