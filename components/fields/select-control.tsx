"use client";

import { Select } from "@/components/ui/select";
import type { ControlProps } from "./field-props";
import { textOf } from "./text-controls";

/** One of a few values; one that the type does not know (any more) stays visible. */
export function SelectControl({ field, value, onChange, control, isReadOnly }: ControlProps<"select">) {
  const current = textOf(value);
  const options = field.choices.map((choice) => ({
    value: choice.value,
    label: choice.label,
    description: choice.hint,
  }));
  const isKnown = current === "" || options.some((option) => option.value === current);
  const unknown = { value: current, label: current, description: "Not a choice of this type" };
  return (
    <Select
      {...control}
      value={current === "" ? undefined : current}
      onValueChange={onChange}
      options={isKnown ? options : [...options, unknown]}
      placeholder={field.placeholder}
      disabled={isReadOnly}
    />
  );
}
