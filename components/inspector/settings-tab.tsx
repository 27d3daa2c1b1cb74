"use client";

import { useMemo } from "react";
import { fieldOfPath } from "@/components/canvas/field-of-path";
import { FieldsForm } from "@/components/fields/fields-form";
import { FormContext, type FormContextValue } from "@/components/fields/form-context";
import { valuesWithDefaults } from "@/components/fields/visible-fields";
import { NodeTrigger } from "@/components/triggers/node-trigger";
import { ErrorNote } from "@/components/ui/error-note";
import { useNodeIssues, useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";
import type { Issue } from "@/nodes/core/issue";
import type { ResolvedNode } from "@/nodes/core/resolve-node";
import { SaveAsAgent } from "./save-as-agent";
import { UnknownTypeNote } from "./unknown-type-note";
import { useFieldScope } from "./use-field-scope";

export interface SettingsTabProps {
  resolved: ResolvedNode;
  focusedPath: string | undefined;
}

/** The node's config as the form that its type describes. */
export function SettingsTab({ resolved, focusedPath }: SettingsTabProps) {
  const { node, definition } = resolved;
  const { changeConfig } = useWorkflowActions();
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const { byField, whole } = useIssuesByField(node.id);
  const scope = useFieldScope(resolved);
  const values = useMemo(() => valuesWithDefaults(node.config, resolved.config), [node.config, resolved.config]);
  const form = useMemo(
    (): FormContextValue => ({ issues: byField, focusedPath, isReadOnly, scope }),
    [byField, focusedPath, isReadOnly, scope],
  );
  if (definition === undefined) return <UnknownTypeNote node={node} />;

  return (
    <div className="grid grid-cols-1 gap-3.5">
      {whole.map((issue) => (
        <ErrorNote key={`${issue.path} ${issue.message}`} title={issue.message} severity={issue.severity} />
      ))}
      {definition.fields.length === 0 && <p className="text-dim">{definition.description} There is nothing to set.</p>}
      <FormContext value={form}>
        <FieldsForm
          fields={definition.fields}
          values={values}
          onChange={(name, value) =>
            value === undefined
              ? changeConfig(node.id, {}, [name])
              : changeConfig(node.id, { [name]: value }, staleDefaults(name, node.config, definition.initialConfig))
          }
        />
      </FormContext>
      <SaveAsAgent resolved={resolved} />
      {definition.entry === "trigger" && <NodeTrigger resolved={resolved} />}
    </div>
  );
}

/** What a new node holds until somebody writes over it: with a saved agent, that one's instructions count instead. */
function staleDefaults(
  changed: string,
  config: Readonly<Record<string, unknown>>,
  { instructions }: Readonly<Record<string, unknown>>,
): string[] {
  return changed === "agent" && config.instructions === instructions ? ["instructions"] : [];
}

/** The node's issues by config field; `whole` has those that no field of the form can show. */
function useIssuesByField(nodeId: string) {
  const issues = useNodeIssues(nodeId);
  return useMemo(() => {
    const byField = new Map<string, Issue[]>();
    const whole: Issue[] = [];
    for (const issue of issues) {
      const field = fieldOfPath(issue.path);
      if (field === undefined) whole.push(issue);
      else byField.set(field, [...(byField.get(field) ?? []), issue]);
    }
    return { byField, whole };
  }, [issues]);
}
