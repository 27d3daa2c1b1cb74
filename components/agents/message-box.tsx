"use client";

import { Send } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";

export interface MessageBoxProps {
  label: string;
  examples?: readonly string[];
  onSend: (message: string) => void;
  isBusy: boolean;
}

/** A message to try an agent with: Enter sends, Shift and Enter begins a new line. */
export function MessageBox({ label, examples = [], onSend, isBusy }: MessageBoxProps) {
  const [message, setMessage] = useState("");
  const isEmpty = message.trim() === "";
  function send() {
    if (!isEmpty && !isBusy) onSend(message);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }
  return (
    <div className="grid gap-2">
      <Textarea
        aria-label={label}
        placeholder={label}
        rows={3}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="flex items-start gap-2">
        <div className="flex min-w-0 flex-1 flex-wrap gap-1.5">
          {examples.map((example) => (
            <Button key={example} size="sm" variant="ghost" onClick={() => setMessage(example)}>
              <span className="max-w-72 truncate">{example}</span>
            </Button>
          ))}
        </div>
        <Button variant="primary" icon={<Send />} disabled={isEmpty} isLoading={isBusy} onClick={send}>
          Send
        </Button>
      </div>
    </div>
  );
}
