"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useDraft } from "@/components/fields/use-draft";
import { IconButton } from "@/components/ui/icon-button";

export interface InspectorHeaderProps {
  icon?: ReactNode;
  title: ReactNode;
  subtitle?: ReactNode;
  onClose: (() => void) | undefined;
}

export function InspectorHeader({ icon, title, subtitle, onClose }: InspectorHeaderProps) {
  return (
    <header className="flex shrink-0 items-start gap-2.5 px-3 pt-3 pb-1">
      {icon && <span className="mt-0.5">{icon}</span>}
      <div className="min-w-0 flex-1">
        {title}
        {subtitle && <p className="break-words text-faint text-sm">{subtitle}</p>}
      </div>
      {onClose && <IconButton size="sm" label="Close the inspector" icon={<X />} onClick={onClose} className="-mr-1" />}
    </header>
  );
}

export interface TitleInputProps {
  label: string;
  value: string;
  placeholder: string;
  isReadOnly: boolean;
  onChange: (value: string) => void;
}

/** A heading that is typed over: it looks like text until it is pointed at. Escape takes back what was typed. */
export function TitleInput({ label, value, placeholder, isReadOnly, onChange }: TitleInputProps) {
  const draft = useDraft(value, onChange, { isPassing: (text) => text.trim() === "" });
  const before = useRef(value);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Escape") draft.change(before.current);
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.blur();
  }

  return (
    <input
      aria-label={label}
      autoComplete="off"
      spellCheck={false}
      readOnly={isReadOnly}
      placeholder={placeholder}
      value={draft.value}
      onFocus={() => {
        before.current = value;
      }}
      onChange={(event) => draft.change(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={draft.commit}
      className="-mx-1 w-full truncate rounded-sm border border-transparent bg-transparent px-1 font-semibold outline-none hover:enabled:border-line-strong focus:border-line-strong focus:bg-canvas read-only:border-transparent"
    />
  );
}
