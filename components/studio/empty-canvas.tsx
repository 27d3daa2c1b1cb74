"use client";

import { Kbd } from "@/components/ui/kbd";
import { useWorkflow } from "@/components/workflow-store/workflow-context";

/** On a canvas without nodes: how to begin. */
export function EmptyCanvas() {
  const isEmpty = useWorkflow(({ document }) => document.nodes.length === 0);
  if (!isEmpty) return null;
  return (
    <div className="pointer-events-none absolute inset-0 z-10 grid place-items-center p-8 text-center">
      <div className="max-w-85 text-pretty text-dim">
        <p className="font-semibold text-ink text-lg">Start with a node</p>
        <p className="mt-1.5">
          Drag one here from the palette, or press <Kbd keys="a" isBoxed /> and choose. A workflow file can be dropped
          here too, and copied nodes pasted.
        </p>
      </div>
    </div>
  );
}
