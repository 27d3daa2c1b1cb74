"use client";

import { useId } from "react";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/switch";
import type { ControlProps } from "./field-props";

export type SwitchRowProps = Omit<ControlProps<"switch">, "control"> & { error?: string };

/** A switch and its label on one line. */
export function SwitchRow({ field, value, onChange, path, isReadOnly, error }: SwitchRowProps) {
  const id = useId();
  const note = error ?? field.hint;
  return (
    <div data-field={path} className="grid gap-0.5">
      <div className="flex min-h-5 items-center justify-between gap-3">
        <label htmlFor={id} className="text-dim text-sm">
          {field.label}
        </label>
        <Switch
          id={id}
          isOn={value === true}
          onChange={onChange}
          disabled={isReadOnly}
          aria-describedby={note ? `${id}-note` : undefined}
        />
      </div>
      {note && (
        <p id={`${id}-note`} className={cn("text-pretty text-sm", error ? "text-bad" : "text-faint")}>
          {note}
        </p>
      )}
    </div>
  );
}
