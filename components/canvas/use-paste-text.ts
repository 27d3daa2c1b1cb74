"use client";

import { useCallback } from "react";
import { formatPlural } from "@/components/ui/format";
import { toast } from "@/components/ui/toast";
import { cornerOf, pasteChanges, readFragment } from "@/components/workflow-store/fragment";
import { selectionOf } from "@/components/workflow-store/selection";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { Point } from "./new-node";
import { snap } from "./use-add-node";
import { useRoom } from "./use-room";

export interface PasteOptions {
  /** Where the top left corner goes, on the canvas; a function is told where the originals have theirs. */
  readonly at: Point | ((corner: Point) => Point);
  /** The file that it comes from. */
  readonly name?: string;
  /** The container that takes what is pasted. */
  readonly parentId?: string;
}

/**
 * Merges the nodes of a text (copied nodes or a whole document) into the open workflow, as one undoable change. Returns
 * whether the text was meant for us.
 */
export function usePasteText(): (text: string, options: PasteOptions) => boolean {
  const store = useWorkflowStore();
  const withRoom = useRoom();
  return useCallback(
    (text, { at, name, parentId }) => {
      const { document: workflow, definitions, isReadOnly } = store.getState();
      if (isReadOnly) return false;
      const read = readFragment(text, definitions);
      if (read === undefined) {
        if (name !== undefined) toast.failed(`${name} is no Heddle workflow.`);
        return false;
      }
      if ("problem" in read) {
        toast.failed(`${name ?? "What was pasted"} could not be added.`, { description: read.problem });
        return true;
      }
      const { x, y } = typeof at === "function" ? at(cornerOf(read.fragment)) : at;
      const { changes, nodeIds } = pasteChanges(workflow, read.fragment, { x: snap(x), y: snap(y) }, parentId);
      const label = name === undefined ? `Paste ${formatPlural(nodeIds.length, "node")}` : `Import ${name}`;
      store.actions.commit(withRoom(changes), { label, select: selectionOf(nodeIds) });
      if (name !== undefined) {
        toast.done(`${formatPlural(nodeIds.length, "node")} added from ${name}.`, {
          action: { label: "Undo", onClick: store.actions.undo },
        });
      }
      return true;
    },
    [store, withRoom],
  );
}
