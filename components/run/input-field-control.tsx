"use client";

import { Field, type FieldControlProps } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { FileControl } from "./file-control";
import type { InputField } from "./input-fields";

export interface InputFieldControlProps {
  field: InputField;
  value: unknown;
  error: string | undefined;
  isFirst: boolean;
  onChange: (value: unknown) => void;
}

/** A line of the form that starts a run. */
export function InputFieldControl({ field, error, ...rest }: InputFieldControlProps) {
  return (
    <Field label={field.name} hint={field.description || undefined} error={error} isRequired={field.required}>
      {(control) => <Control field={field} control={control} {...rest} />}
    </Field>
  );
}

type ControlProps = Omit<InputFieldControlProps, "error"> & { control: FieldControlProps };

function Control({ field, control, value, isFirst, onChange }: ControlProps) {
  switch (field.type) {
    case "text":
      return field.options !== undefined && field.options.length > 0 ? (
        <Select
          {...control}
          autoFocus={isFirst}
          value={value === "" ? undefined : String(value)}
          onValueChange={onChange}
          options={field.options.map((option) => ({ value: option, label: option }))}
        />
      ) : (
        <Textarea
          {...control}
          autoFocus={isFirst}
          rows={1}
          value={String(value ?? "")}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "number":
      return (
        <NumberInput
          {...control}
          autoFocus={isFirst}
          value={typeof value === "number" ? value : null}
          onValueChange={onChange}
        />
      );
    case "boolean":
      return (
        <Switch
          id={control.id}
          aria-describedby={control["aria-describedby"]}
          isOn={value === true}
          onChange={onChange}
        />
      );
    case "json":
      return (
        <Textarea
          {...control}
          isMono
          autoFocus={isFirst}
          rows={4}
          data-multiline
          spellCheck={false}
          value={String(value ?? "")}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "file":
      return <FileControl control={control} value={value} onChange={onChange} />;
  }
}
