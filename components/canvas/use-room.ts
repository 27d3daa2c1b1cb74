"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { WorkflowChange } from "@/nodes/core/workflow-change";
import { roomChanges } from "./make-room";
import { cardSize } from "./port-sides";

/** As far as anybody knows before it is drawn. */
const nominal = { width: cardSize.width, height: 120 };

/** Changes together with those that make room for the frames that grow by them. */
export function useRoom(): (changes: readonly WorkflowChange[]) => readonly WorkflowChange[] {
  const store = useWorkflowStore();
  const { getInternalNode } = useReactFlow();

  return useCallback(
    (changes) => {
      const { document: workflow, definitions } = store.getState();
      const isContainer = ({ type }: { type: string }) => definitions.get(type)?.container === true;
      const sizeOf = ({ id }: { id: string }) => {
        const { width = nominal.width, height = nominal.height } = getInternalNode(id)?.measured ?? nominal;
        return { width, height };
      };
      return [...changes, ...roomChanges({ workflow, isContainer, sizeOf }, changes)];
    },
    [store, getInternalNode],
  );
}
