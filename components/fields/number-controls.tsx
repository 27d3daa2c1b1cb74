"use client";

import { NumberInput } from "@/components/ui/number-input";
import { Slider } from "@/components/ui/slider";
import type { ControlProps } from "./field-props";
import { useDraft } from "./use-draft";

/** A number; an empty one takes the key away. */
export function NumberControl({ field, value, onChange, control, isReadOnly }: ControlProps<"number">) {
  const draft = useDraft<number | null>(typeof value === "number" ? value : null, (next) =>
    onChange(next ?? undefined),
  );
  return (
    <NumberInput
      {...control}
      value={draft.value}
      onValueChange={draft.change}
      min={field.min}
      max={field.max}
      step={field.step}
      unit={field.unit}
      placeholder={field.placeholder}
      disabled={isReadOnly}
      onBlur={draft.commit}
    />
  );
}

/** A number within a range; before it is set the thumb stands at the least. */
export function SliderControl({ field, value, onChange, isReadOnly }: ControlProps<"slider">) {
  const draft = useDraft<number>(typeof value === "number" ? value : field.min, onChange);
  return (
    <Slider
      aria-label={field.label}
      min={field.min}
      max={field.max}
      step={field.step}
      value={draft.value}
      onValueChange={draft.change}
      onValueCommit={draft.commit}
      disabled={isReadOnly}
    />
  );
}
