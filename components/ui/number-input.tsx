"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, useState } from "react";
import { cn } from "./cn";
import { controlBox } from "./control";
import { clampToStep, parseNumber } from "./number";

export interface NumberInputProps
  extends Omit<ComponentProps<"input">, "value" | "defaultValue" | "onChange" | "type" | "min" | "max" | "step"> {
  /** `null` is an empty field. */
  value: number | null;
  /** Called with a number within the limits, or `null`; not while the text is no number yet. */
  onValueChange: (value: number | null) => void;
  min?: number;
  max?: number;
  /** What an arrow key changes; with Shift ten times as much. Typed numbers may lie between steps. */
  step?: number;
  /** Drawn behind the number, such as "ms". */
  unit?: string;
}

/** A number that can be typed, stepped with the arrow keys, or cleared. Leaving the field tidies what was typed. */
export function NumberInput({ value, onValueChange, min, max, step = 1, unit, className, ...rest }: NumberInputProps) {
  const [draft, setDraft] = useState<string | null>(null);

  function change(text: string) {
    setDraft(text);
    const parsed = parseNumber(text);
    if (parsed !== undefined) onValueChange(parsed === null ? null : clampToStep(parsed, { min, max }));
  }

  function stepBy(steps: number) {
    setDraft(null);
    onValueChange(clampToStep((value ?? min ?? 0) + steps * step, { min, max, step }));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    rest.onKeyDown?.(event);
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    stepBy((event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1));
  }

  return (
    <div className={cn("group relative", className)}>
      <input
        {...rest}
        inputMode="decimal"
        autoComplete="off"
        role="spinbutton"
        aria-valuenow={value ?? undefined}
        aria-valuemin={min}
        aria-valuemax={max}
        value={draft ?? value?.toString() ?? ""}
        onChange={(event) => change(event.target.value)}
        onBlur={(event) => {
          setDraft(null);
          rest.onBlur?.(event);
        }}
        onKeyDown={onKeyDown}
        className={cn(controlBox, "h-7 pl-2 tabular-nums", unit ? "pr-14" : "pr-7")}
      />
      {unit && (
        <span className="pointer-events-none absolute top-1/2 right-7 -translate-y-1/2 text-sm text-faint">{unit}</span>
      )}
      <span className="absolute inset-y-0.5 right-0.5 grid w-5 grid-rows-2 text-faint">
        {/* The arrow keys do the same: two more stops on Tab would be in the way. */}
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          onClick={() => stepBy(1)}
          disabled={rest.disabled}
          className={stepper}
        >
          <ChevronUp className="size-3" />
        </button>
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          onClick={() => stepBy(-1)}
          disabled={rest.disabled}
          className={stepper}
        >
          <ChevronDown className="size-3" />
        </button>
      </span>
    </div>
  );
}

const stepper = "grid place-items-center rounded-sm hover:bg-hover hover:text-ink";
