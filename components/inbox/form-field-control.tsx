"use client";

import { Field, type FieldControlProps } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { printValue } from "@/nodes/core/json";
import type { FormField } from "./form-field";
import { JsonEditor } from "./json-editor";

export interface FormFieldControlProps {
  field: FormField;
  value: unknown;
  problem: string | undefined;
  onChange: (value: unknown) => void;
}

/** A line of the form that a question has. */
export function FormFieldControl({ field, problem, ...rest }: FormFieldControlProps) {
  const { input, label, hint, isRequired } = field;
  return (
    <Field
      className="grid-cols-1"
      label={label}
      end={input === "json" ? "JSON" : undefined}
      hint={hint}
      error={problem}
      isRequired={isRequired && input !== "switch"}
    >
      {(control) => <Control field={field} control={control} {...rest} />}
    </Field>
  );
}

type ControlProps = Omit<FormFieldControlProps, "problem"> & { control: FieldControlProps };

function Control({ field, control, value, onChange }: ControlProps) {
  switch (field.input) {
    case "text":
      return (
        <Textarea {...control} rows={1} value={String(value ?? "")} onChange={({ target }) => onChange(target.value)} />
      );
    case "number":
      return (
        <NumberInput
          {...control}
          value={typeof value === "number" ? value : null}
          onValueChange={onChange}
          min={field.min}
          max={field.max}
          step={field.step}
        />
      );
    case "switch":
      return (
        <Switch
          id={control.id}
          aria-describedby={control["aria-describedby"]}
          isOn={value === true}
          onChange={onChange}
        />
      );
    case "choice":
      return <ChoiceControl field={field} control={control} value={value} onChange={onChange} />;
    case "json":
      return (
        <JsonEditor control={control} label={field.label} lines={2} text={String(value ?? "")} onChange={onChange} />
      );
  }
}

const nothing = "nothing";

/** Choices may be of any type, so the draft holds the place of the chosen one. */
function ChoiceControl({ field, control, value, onChange }: ControlProps) {
  const options = (field.choices ?? []).map((choice, place) => ({ value: String(place), label: printValue(choice) }));
  return (
    <Select
      {...control}
      value={typeof value === "number" ? String(value) : undefined}
      onValueChange={(next) => onChange(next === nothing ? null : Number(next))}
      options={field.isRequired ? options : [{ value: nothing, label: "No choice" }, ...options]}
    />
  );
}
