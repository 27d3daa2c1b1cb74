"use client";

import { type ReactNode, useState } from "react";
import { Field as LabeledField } from "@/components/ui/field";
import type { Field } from "@/nodes/core/field";
import { AgentControl } from "./agent-control";
import { CollectionControl } from "./collection-control";
import { ExpressionControl } from "./expression-control";
import type { ControlProps, FieldOf, RenderForm } from "./field-props";
import { useFieldIssues, useForm } from "./form-context";
import { JsonControl } from "./json-control";
import { ListControl } from "./list-control";
import { ModelControl, ModelsControl } from "./model-control";
import { NumberControl, SliderControl } from "./number-controls";
import { PairsControl } from "./pairs-control";
import { SelectControl } from "./select-control";
import { SwitchRow } from "./switch-row";
import { TemplateControl } from "./template-control";
import { TextareaControl, TextControl } from "./text-controls";
import { WordsControl } from "./words-control";
import { WorkflowControl } from "./workflow-control";

export interface FieldRowProps {
  field: Field;
  value: unknown;
  /** All values of the form that the field stands in. */
  siblings: Readonly<Record<string, unknown>>;
  path: string;
  onChange: (value: unknown) => void;
  renderForm: RenderForm;
}

/** Controls that show the issues inside of them at their own fields. */
const showsOwnIssues = (field: Field) => field.input === "list";

/** One field: label, control, and below it its issue or its hint. */
export function FieldRow({ field, value, siblings, path, onChange, renderForm }: FieldRowProps) {
  const { isReadOnly } = useForm();
  const issues = useFieldIssues(path, !showsOwnIssues(field));
  const [end, setEnd] = useState<ReactNode>();
  const error = issues.find((issue) => issue.severity === "error");
  const warning = issues.find((issue) => issue.severity === "warning");
  const shared = { value, onChange, path, isReadOnly };

  if (field.input === "switch") {
    return <SwitchRow field={field} {...shared} error={error?.message} />;
  }
  return (
    <div data-field={path} className="min-w-0">
      <LabeledField
        className="grid-cols-1"
        label={field.label}
        end={end ?? endOf(field, value)}
        error={error?.message}
        hint={warning ? <span className="text-running">{warning.message}</span> : field.hint}
      >
        {(control) => <Control {...shared} {...{ field, control, siblings, setEnd, renderForm }} />}
      </LabeledField>
    </div>
  );
}

/** A slider's digits stand beside its label. */
function endOf(field: Field, value: unknown): ReactNode {
  return field.input === "slider" && typeof value === "number" ? value : undefined;
}

type AnyControlProps = Omit<ControlProps<Field["input"]>, "field"> & {
  field: Field;
  siblings: FieldRowProps["siblings"];
  setEnd: (end: ReactNode) => void;
  renderForm: RenderForm;
};

function Control({ field, siblings, setEnd, renderForm, ...props }: AnyControlProps) {
  switch (field.input) {
    case "text":
    case "url":
      return <TextControl {...props} field={field as FieldOf<"text">} />;
    case "textarea":
    case "markdown":
      return <TextareaControl {...props} field={field as FieldOf<"textarea">} />;
    case "template":
      return <TemplateControl {...props} field={field} setEnd={setEnd} />;
    case "expression":
      return <ExpressionControl {...props} field={field} />;
    case "number":
      return <NumberControl {...props} field={field} />;
    case "slider":
      return <SliderControl {...props} field={field} />;
    case "select":
      return <SelectControl {...props} field={field} />;
    case "model":
      return <ModelControl {...props} field={field} />;
    case "models":
      return <ModelsControl {...props} field={field} />;
    case "agent":
      return <AgentControl {...props} field={field} />;
    case "workflow":
      return <WorkflowControl {...props} field={field} />;
    case "collection":
      return <CollectionControl {...props} field={field} />;
    case "json":
      return <JsonControl {...props} field={field} />;
    case "words":
      return <WordsControl {...props} field={field} />;
    case "pairs":
      return <PairsControl {...props} field={field} />;
    case "list":
      return <ListControl {...props} field={field} around={siblings} renderForm={renderForm} />;
    case "switch":
      return null;
  }
}
