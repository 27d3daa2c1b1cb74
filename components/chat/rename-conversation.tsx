"use client";

import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";

/** The title in its place as a field: Enter or leaving it keeps, Escape gives up. */
export function RenameConversation({
  title,
  onRename,
  onClose,
}: {
  title: string;
  onRename: (title: string) => void;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(title);
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.select());
    return () => cancelAnimationFrame(frame);
  }, []);

  function close(isKept: boolean) {
    if (isOver.current) return;
    isOver.current = true;
    const wanted = draft.trim();
    if (isKept && wanted !== "" && wanted !== title) onRename(wanted);
    onClose();
  }

  return (
    <Input
      ref={input}
      aria-label="Title of the conversation"
      value={draft}
      maxLength={200}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => close(true)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        close(event.key === "Enter");
      }}
    />
  );
}
