"use client";

import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";

export interface RenameFieldProps {
  name: string;
  /** Called with a name that is new and not blank. */
  onRename: (name: string) => void;
  /** Called when it is over, either way. */
  onClose: () => void;
}

/** The name in its place as a field: Enter or leaving it keeps, Escape gives up. */
export function RenameField({ name, onRename, onClose }: RenameFieldProps) {
  const [draft, setDraft] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);

  useEffect(() => {
    // A menu that asked for this still holds the focus while it closes.
    const frame = requestAnimationFrame(() => input.current?.select());
    return () => cancelAnimationFrame(frame);
  }, []);

  function close(isKept: boolean) {
    if (isOver.current) return;
    isOver.current = true;
    const wanted = draft.trim();
    if (isKept && wanted !== "" && wanted !== name) onRename(wanted);
    onClose();
  }

  return (
    <Input
      ref={input}
      aria-label="Name of the workflow"
      className="relative -my-1 -ml-2 max-w-90"
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
