import type { ReactNode } from "react";
import type { FieldControlProps } from "@/components/ui/field";
import type { Field } from "@/nodes/core/field";

/** The member of `Field` that has this input; some members serve several. */
export type FieldOf<Input extends Field["input"], Each extends Field = Field> = Each extends Field
  ? Input extends Each["input"]
    ? Each
    : never
  : never;

/** What each control of `components/fields` takes. */
export interface ControlProps<Input extends Field["input"]> {
  field: FieldOf<Input>;
  /** Whatever the config holds: a control shows what it can and never throws. */
  value: unknown;
  /** `undefined` takes the key away, so that the type's default holds. */
  onChange: (value: unknown) => void;
  control: FieldControlProps;
  /** Where the field stands in the config: `fields[0].name`. */
  path: string;
  isReadOnly: boolean;
}

export interface FieldsFormProps {
  fields: readonly Field[];
  values: Readonly<Record<string, unknown>>;
  /** The config around a list's item, which `when` may mean. */
  around?: Readonly<Record<string, unknown>>;
  /** Where the values stand in the config: `""`, or `fields[0]`. */
  path?: string;
  /** `undefined` takes the key away. */
  onChange: (name: string, value: unknown) => void;
}

/** Draws a form inside of a field. Handed down, since forms hold fields and lists hold forms. */
export type RenderForm = (props: FieldsFormProps) => ReactNode;
