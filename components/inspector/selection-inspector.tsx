"use client";

import { CircleSlash2, Power, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { formatPlural } from "@/components/ui/format";
import { Kbd } from "@/components/ui/kbd";
import { removalOf } from "@/components/workflow-store/selection";
import { useWorkflow, useWorkflowActions, useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { WorkflowChange } from "@/nodes/core/workflow-change";
import { InspectorHeader } from "./inspector-header";

/** Several things at once: what can be done with all of them. */
export function SelectionInspector({ onClose }: { onClose: (() => void) | undefined }) {
  const selection = useWorkflow((state) => state.selection);
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const enabledCount = useWorkflow(
    ({ document }) => document.nodes.filter(({ id, disabled }) => selection.nodes.has(id) && disabled !== true).length,
  );
  const { commit } = useWorkflowActions();
  const store = useWorkflowStore();
  const nodes = selection.nodes.size;
  const connections = selection.connections.size;
  const counts = [nodes > 0 && formatPlural(nodes, "node"), connections > 0 && formatPlural(connections, "connection")];
  const what = counts.filter(Boolean).join(", ");

  function setDisabled(disabled: boolean) {
    const changes = [...selection.nodes].map(
      (id): WorkflowChange =>
        disabled ? { type: "node.set", id, set: { disabled } } : { type: "node.set", id, set: {}, unset: ["disabled"] },
    );
    commit(changes, { label: `${disabled ? "Disable" : "Enable"} ${formatPlural(nodes, "node")}` });
  }

  return (
    <>
      <InspectorHeader title={<h2 className="font-semibold">{what} selected</h2>} onClose={onClose} />
      {!isReadOnly && (
        <div className="grid gap-1.5 px-3 py-2">
          {nodes > 0 && enabledCount > 0 && (
            <Button icon={<CircleSlash2 />} onClick={() => setDisabled(true)} className="w-full">
              Disable
            </Button>
          )}
          {nodes > 0 && enabledCount < nodes && (
            <Button icon={<Power />} onClick={() => setDisabled(false)} className="w-full">
              Enable
            </Button>
          )}
          <Button
            icon={<Trash2 />}
            onClick={() => commit(removalOf(selection, store.getState().document), { label: `Delete ${what}` })}
            className="w-full"
          >
            Delete <Kbd keys="backspace" className="opacity-70" />
          </Button>
        </div>
      )}
    </>
  );
}
