"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { isSendKey } from "./send-key";

/** A message that is written anew: what was answered to the old one stays beside it. */
export function EditMessage({
  text,
  onSend,
  onCancel,
}: {
  text: string;
  onSend: (text: string) => void;
  onCancel: () => void;
}) {
  const [draft, setDraft] = useState(text);
  const send = () => {
    if (draft.trim() !== "") onSend(draft);
  };
  return (
    <div className="grid gap-2">
      <Textarea
        autoFocus
        aria-label="Edit the message"
        rows={2}
        value={draft}
        onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onCancel();
          if (!isSendKey(event)) return;
          event.preventDefault();
          send();
        }}
      />
      <div className="flex gap-2">
        <Button variant="primary" size="sm" disabled={draft.trim() === ""} onClick={send}>
          Send
        </Button>
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
