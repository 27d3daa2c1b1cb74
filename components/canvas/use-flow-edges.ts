"use client";

import type { EdgeChange, OnEdgesChange } from "@xyflow/react";
import { useCallback, useMemo, useRef } from "react";
import type { ResolvedNodes } from "@/components/workflow-store/resolved-cache";
import { useWorkflow, useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { findPort, type PortKind } from "@/nodes/core/port";
import type { Connection } from "@/nodes/core/workflow";
import type { FlowEdge } from "./connection-edge";

interface Derived {
  readonly connection: Connection;
  readonly kind: PortKind;
  readonly isSelected: boolean;
  readonly edge: FlowEdge;
}

/** The document's connections as React Flow's edges; one that did not change keeps its object. */
export function useFlowEdges(): { edges: FlowEdge[]; onEdgesChange: OnEdgesChange<FlowEdge> } {
  const store = useWorkflowStore();
  const connections = useWorkflow((state) => state.document.connections);
  const selected = useWorkflow((state) => state.selection.connections);
  const resolved = useWorkflow((state) => state.resolved);
  const derived = useRef(new Map<string, Derived>());
  const list = useRef<FlowEdge[]>([]);

  const edges = useMemo(() => {
    const before = derived.current;
    const after = new Map<string, Derived>();
    for (const connection of connections) {
      const old = before.get(connection.id);
      const kind = kindOf(connection, resolved);
      const isSelected = selected.has(connection.id);
      const isUnchanged = old?.connection === connection && old.kind === kind && old.isSelected === isSelected;
      after.set(
        connection.id,
        isUnchanged ? old : { connection, kind, isSelected, edge: edgeOf(connection, kind, isSelected) },
      );
    }
    derived.current = after;
    const next = [...after.values()].map(({ edge }) => edge);
    // Moving a node resolves it anew, and changes no edge: then the list stays as well.
    const isSameList = next.length === list.current.length && next.every((edge, i) => edge === list.current[i]);
    if (!isSameList) list.current = next;
    return list.current;
  }, [connections, selected, resolved]);

  const onEdgesChange = useCallback(
    (changes: EdgeChange<FlowEdge>[]) => {
      const picked = changes.flatMap((change) => (change.type === "select" ? [change] : []));
      if (picked.length === 0) return;
      const { selection } = store.getState();
      const chosen = new Set(selection.connections);
      for (const change of picked) change.selected ? chosen.add(change.id) : chosen.delete(change.id);
      store.actions.select({ ...selection, connections: chosen });
    },
    [store],
  );

  return { edges, onEdgesChange };
}

/** What flows: the output's kind, or where that may be anything the input's. */
function kindOf(connection: Connection, resolved: ResolvedNodes): PortKind {
  const output = findPort(resolved.get(connection.source)?.ports.outputs ?? [], connection.sourceHandle)?.kind ?? "any";
  if (output !== "any") return output;
  return findPort(resolved.get(connection.target)?.ports.inputs ?? [], connection.targetHandle)?.kind ?? "any";
}

function edgeOf(connection: Connection, kind: PortKind, isSelected: boolean): FlowEdge {
  const { id, source, sourceHandle, target, targetHandle } = connection;
  return { id, type: "connection", source, sourceHandle, target, targetHandle, data: { kind }, selected: isSelected };
}
