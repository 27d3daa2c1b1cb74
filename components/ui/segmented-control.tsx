"use client";

import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface SegmentedControlProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  options: { value: Value; label: string; icon?: ReactNode }[];
  "aria-label": string;
  /** Draws icons alone; the labels stay the names. */
  isIconOnly?: boolean;
  className?: string;
}

/** One of two to four views or modes, all visible. */
export function SegmentedControl<Value extends string>({
  value,
  onValueChange,
  options,
  isIconOnly = false,
  className,
  ...rest
}: SegmentedControlProps<Value>) {
  return (
    <RadioGroup.Root
      {...rest}
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      orientation="horizontal"
      className={cn("inline-flex h-7 rounded-md border border-line-strong bg-canvas p-px", className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          aria-label={option.label}
          title={isIconOnly ? option.label : undefined}
          className={cn(
            "flex select-none items-center gap-1.5 rounded-[5px] text-dim transition-colors hover:text-ink [&_svg]:size-3.5",
            "data-[state=checked]:bg-hover data-[state=checked]:text-ink data-[state=checked]:shadow-[inset_0_0_0_1px_var(--color-line-strong)]",
            isIconOnly ? "px-1.5" : "px-2.5",
          )}
        >
          {option.icon}
          {!isIconOnly && option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
