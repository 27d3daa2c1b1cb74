"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { Field } from "@/nodes/core/field";
import type { FieldsFormProps, RenderForm } from "./field-props";
import { FieldRow } from "./field-row";
import { isWithin, useForm } from "./form-context";
import { visibleFields } from "./visible-fields";

const renderForm: RenderForm = (props) => <FieldsForm {...props} />;

/** A form from a definition's fields; what is advanced folds away under "More". */
export function FieldsForm({ fields, values, around, path = "", onChange }: FieldsFormProps) {
  const shown = visibleFields(fields, values, around);
  const advanced = shown.filter((field) => field.advanced);
  const row = (field: Field) => (
    <FieldRow
      key={field.name}
      field={field}
      value={values[field.name]}
      siblings={values}
      path={path === "" ? field.name : `${path}.${field.name}`}
      onChange={(value) => onChange(field.name, value)}
      renderForm={renderForm}
    />
  );
  return (
    <div className="grid grid-cols-1 gap-3.5">
      {shown.filter((field) => !field.advanced).map(row)}
      {advanced.length > 0 && (
        <More paths={advanced.map((field) => (path === "" ? field.name : `${path}.${field.name}`))}>
          {advanced.map(row)}
        </More>
      )}
    </div>
  );
}

/** Opens by itself where one of its fields has an issue or shall be looked at. */
function More({ paths, children }: { paths: readonly string[]; children: ReactNode }) {
  const { focusedPath, issues } = useForm();
  const hasIssue = [...issues.keys()].some((at) => paths.some((path) => isWithin(at, path)));
  const isAskedFor = paths.some((path) => isWithin(focusedPath, path));
  const [isOpen, setIsOpen] = useState(hasIssue || isAskedFor);
  useEffect(() => {
    if (isAskedFor) setIsOpen(true);
  }, [isAskedFor]);

  return (
    <div className="grid grid-cols-1 gap-3.5">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="-ml-0.5 flex w-fit items-center gap-1 rounded-sm text-dim text-sm hover:text-ink"
      >
        <ChevronRight className={cn("size-3.5 transition-transform", isOpen && "rotate-90")} aria-hidden />
        {isOpen ? "Less" : "More"}
        {hasIssue && !isOpen && <span className="size-1.5 rounded-full bg-bad" role="img" aria-label="has an issue" />}
      </button>
      {isOpen && children}
    </div>
  );
}
