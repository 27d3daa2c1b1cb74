"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { cn } from "@/components/ui/cn";
import { controlBox } from "@/components/ui/control";
import type { ControlProps } from "./field-props";

/** A list of words: Enter or a comma adds one, Backspace in the empty field takes the last away. */
export function WordsControl({ field, value, onChange, control, isReadOnly }: ControlProps<"words">) {
  const [typed, setTyped] = useState("");
  const words = Array.isArray(value) ? value.map(String) : [];
  const set = (next: string[]) => onChange(next.length === 0 ? undefined : next);

  function add(text: string) {
    const fresh = splitWords(text).filter((word) => !words.includes(word));
    setTyped("");
    if (fresh.length > 0) set([...words, ...fresh]);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Enter" && typed.trim() !== "") {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "" && words.length > 0) {
      set(words.slice(0, -1));
    }
  }

  return (
    <div className={cn(controlBox, "flex min-h-7 flex-wrap items-center gap-1 p-1 focus-within:border-edge")}>
      {words.map((word) => (
        <span key={word} className="flex h-5 min-w-0 items-center gap-0.5 rounded-sm bg-hover pl-1.5 font-mono text-sm">
          <span className="truncate">{word}</span>
          <button
            type="button"
            aria-label={`Remove ${word}`}
            disabled={isReadOnly}
            onClick={() => set(words.filter((one) => one !== word))}
            className="grid size-5 place-items-center rounded-sm text-faint hover:text-ink"
          >
            <X className="size-3" />
          </button>
        </span>
      ))}
      <input
        {...control}
        autoComplete="off"
        spellCheck={false}
        readOnly={isReadOnly}
        placeholder={words.length === 0 ? (field.placeholder ?? "Type and press Enter") : undefined}
        value={typed}
        onChange={(event) =>
          event.target.value.includes(",") ? add(event.target.value) : setTyped(event.target.value)
        }
        onKeyDown={onKeyDown}
        onBlur={() => add(typed)}
        className="h-5 min-w-16 flex-1 bg-transparent px-1 outline-none"
      />
    </div>
  );
}

/** Words between commas and line ends, each once. */
export function splitWords(text: string): string[] {
  return [...new Set(text.split(/[,\n]/).map((word) => word.trim()))].filter((word) => word !== "");
}
