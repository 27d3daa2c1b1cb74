"use client";

import { type ReactNode, useId } from "react";
import { cn } from "./cn";

/** What the control inside a `Field` must carry, so that label, hint and error belong to it. */
export interface FieldControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

export interface FieldProps {
  label: ReactNode;
  /** How to fill it in, below the control. */
  hint?: ReactNode;
  /** What is wrong and what to do; replaces the hint. */
  error?: ReactNode;
  /** At the right of the label: a value, a small button. */
  end?: ReactNode;
  isRequired?: boolean;
  className?: string;
  children: (control: FieldControlProps) => ReactNode;
}

/** A label, a control, and a hint or an error: `<Field label="Name">{(control) => <Input {...control} />}</Field>`. */
export function Field({ label, hint, error, end, isRequired = false, className, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={cn("grid gap-1", className)}>
      <div className="flex min-h-5 items-center justify-between gap-2 text-sm">
        <label htmlFor={id} className="text-dim">
          {label}
          {isRequired && <span className="text-faint"> (required)</span>}
        </label>
        {end && <span className="flex items-center gap-1 text-dim tabular-nums">{end}</span>}
      </div>
      {children({
        id,
        "aria-describedby": note ? `${id}-note` : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {note && (
        <p id={`${id}-note`} className={cn("text-sm text-pretty", error ? "text-bad" : "text-faint")}>
          {note}
        </p>
      )}
    </div>
  );
}
