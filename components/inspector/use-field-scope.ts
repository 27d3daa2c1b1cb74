"use client";

import { useMemo } from "react";
import type { FieldScope } from "@/components/fields/form-context";
import { inputFieldsOf } from "@/components/run/input-fields";
import { useRunView } from "@/components/run/run-context";
import { useNodeRun } from "@/components/run/use-node-run";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { innerPrefix, isInnerPort } from "@/nodes/core/container";
import { isResourceKind, type NodePorts } from "@/nodes/core/port";
import type { ResolvedNode } from "@/nodes/core/resolve-node";

/** What the node's templates and expressions can read, and what that was in the run that is shown. */
export function useFieldScope({ node, ports }: ResolvedNode): FieldScope {
  const inputNames = useWorkflow((state) => inputNamesOf(state.resolved));
  const nodeInput = useNodeRun(node.id)?.input;
  const runInput = useRunView((view) => view.run?.input);
  const runId = useRunView((view) => view.runId);
  const startedAt = useRunView((view) => view.run?.startedAt);
  const names = namesInScope(ports);
  const nameList = names.join(" ");

  return useMemo((): FieldScope => {
    const run = { id: runId, startedAt: new Date(startedAt ?? 0).toISOString() };
    return {
      names: nameList === "" ? [] : nameList.split(" "),
      inputFields: inputNames === "" ? [] : inputNames.split(" "),
      lastValues: nodeInput === undefined ? undefined : { ...nodeInput, input: runInput, run },
    };
  }, [nameList, inputNames, nodeInput, runInput, runId, startedAt]);
}

/** A container reads what it gives to the nodes inside it: `while` tests `value` and `iteration`. */
function namesInScope({ inputs, outputs }: NodePorts): string[] {
  const taken = inputs.filter(({ name, kind }) => !isResourceKind(kind) && !isInnerPort(name));
  const given = outputs.filter(({ name }) => isInnerPort(name));
  return [...new Set([...taken.map(({ name }) => name), ...given.map(({ name }) => name.slice(innerPrefix.length))])];
}

/** As text, so that it is the same while it says the same. */
function inputNamesOf(resolved: ReadonlyMap<string, ResolvedNode>): string {
  return inputFieldsOf(resolved.values())
    .map((field) => field.name)
    .join(" ");
}
