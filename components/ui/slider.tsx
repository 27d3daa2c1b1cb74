"use client";

import { Slider as RadixSlider } from "radix-ui";
import { cn } from "./cn";

export interface SliderProps {
  value: number;
  onValueChange: (value: number) => void;
  /** Called once when the thumb is let go: where each change is costly, store here. */
  onValueCommit?: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  "aria-label": string;
  disabled?: boolean;
  className?: string;
}

/** A number within a range, where the feel matters more than the digits; show the digits beside it. */
export function Slider({ value, onValueChange, onValueCommit, className, ...rest }: SliderProps) {
  const { "aria-label": label, ...range } = rest;
  return (
    <RadixSlider.Root
      {...range}
      value={[value]}
      onValueChange={([next]) => next !== undefined && onValueChange(next)}
      onValueCommit={([next]) => next !== undefined && onValueCommit?.(next)}
      className={cn("relative flex h-5 w-full touch-none select-none items-center data-disabled:opacity-50", className)}
    >
      <RadixSlider.Track className="relative h-1 grow rounded-full bg-line-strong">
        <RadixSlider.Range className="absolute h-full rounded-full bg-accent" />
      </RadixSlider.Track>
      <RadixSlider.Thumb
        aria-label={label}
        className="block size-3 rounded-full border-2 border-accent bg-panel transition-transform hover:scale-125"
      />
    </RadixSlider.Root>
  );
}
