"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as RadixCheckbox } from "radix-ui";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";

export interface CheckboxProps {
  /** `"mixed"` is some of several. */
  isChecked: boolean | "mixed";
  onChange: (isChecked: boolean) => void;
  /** Shown beside the box and part of what can be clicked; without one give `aria-label`. */
  label?: ReactNode;
  description?: ReactNode;
  "aria-label"?: string;
  disabled?: boolean;
  className?: string;
}

export function Checkbox({ isChecked, onChange, label, description, className, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <div className={cn("flex items-start gap-2", className)}>
      <RadixCheckbox.Root
        {...rest}
        id={id}
        checked={isChecked === "mixed" ? "indeterminate" : isChecked}
        onCheckedChange={(next) => onChange(next === true)}
        aria-describedby={description ? `${id}-description` : undefined}
        className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-sm border border-edge bg-canvas text-accent-ink disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent"
      >
        <RadixCheckbox.Indicator>
          {isChecked === "mixed" ? (
            <Minus className="size-3" strokeWidth={3} />
          ) : (
            <Check className="size-3" strokeWidth={3} />
          )}
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      {label && (
        <span className="min-w-0">
          <label htmlFor={id}>{label}</label>
          {description && (
            <span id={`${id}-description`} className="block text-sm text-dim">
              {description}
            </span>
          )}
        </span>
      )}
    </div>
  );
}
