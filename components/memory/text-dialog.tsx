"use client";

import { useState } from "react";
import type { ClientError } from "@/components/api/app-error-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Textarea } from "@/components/ui/textarea";

export interface TextDialogProps {
  title: string;
  description: string;
  text: string;
  isSaving: boolean;
  error: ClientError | undefined;
  onSave: (text: string) => void;
  onClose: () => void;
}

/** A stored text as a field: a passage, or what was remembered. */
export function TextDialog({ title, description, text, isSaving, error, onSave, onClose }: TextDialogProps) {
  const [draft, setDraft] = useState(text);
  const isUnchanged = draft === text;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="lg"
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isLoading={isSaving}
            disabled={isUnchanged || draft.trim() === ""}
            onClick={() => onSave(draft)}
          >
            Save
          </Button>
        </>
      }
    >
      <Textarea
        aria-label="Text"
        rows={10}
        autoFocus
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && !isUnchanged && draft.trim() !== "")
            onSave(draft);
        }}
      />
      {error && <ErrorNote className="mt-3" title={error.message} hint={error.hint} code={error.code} />}
    </Dialog>
  );
}
