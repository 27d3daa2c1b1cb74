"use client";

import { createContext, useContext } from "react";
import type { Issue } from "@/nodes/core/issue";

/** What all fields of one form share. */
export interface FormContextValue {
  /** By path in the config, such as `fields[0].name`. */
  readonly issues: ReadonlyMap<string, readonly Issue[]>;
  /** The field that shall be looked at: what it stands in opens. */
  readonly focusedPath: string | undefined;
  readonly isReadOnly: boolean;
  /** What templates and expressions of the node can read. */
  readonly scope: FieldScope;
}

export interface FieldScope {
  /** Root names: the node's input ports. */
  readonly names: readonly string[];
  /** Fields of the run's input, read as `input.name`. */
  readonly inputFields: readonly string[];
  /** Values of the last run, for previews; undefined before the first one. */
  readonly lastValues: Readonly<Record<string, unknown>> | undefined;
}

const emptyForm: FormContextValue = {
  issues: new Map(),
  focusedPath: undefined,
  isReadOnly: false,
  scope: { names: [], inputFields: [], lastValues: undefined },
};

export const FormContext = createContext<FormContextValue>(emptyForm);

export function useForm(): FormContextValue {
  return useContext(FormContext);
}

/** Whether a path is this field or inside of it. */
export function isWithin(path: string | undefined, field: string): boolean {
  if (path === undefined || !path.startsWith(field)) return false;
  const next = path.charAt(field.length);
  return next === "" || next === "." || next === "[";
}

/** The issues at a field; with `below` also those inside of it. */
export function useFieldIssues(path: string, below: boolean): readonly Issue[] {
  const { issues } = useForm();
  if (!below) return issues.get(path) ?? [];
  return [...issues].flatMap(([at, list]) => (isWithin(at, path) ? list : []));
}
