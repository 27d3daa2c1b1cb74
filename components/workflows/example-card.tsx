"use client";

import { useMemo } from "react";
import type { ApiOutputs } from "@/components/api/types";
import { Button } from "@/components/ui/button";
import { formatPlural } from "@/components/ui/format";
import { MiniGraph } from "./mini-graph";
import { sketchOf } from "./mini-graph-layout";
import { NodeTypeIcons } from "./node-type-icons";

export type Example = ApiOutputs["gallery"]["list"][number];

export interface ExampleCardProps {
  example: Example;
  onUse: () => void;
  isLoading: boolean;
  isDisabled: boolean;
}

/** A workflow of the gallery: what it looks like, what it shows, and a button that makes a copy of one's own. */
export function ExampleCard({ example, onUse, isLoading, isDisabled }: ExampleCardProps) {
  const types = [...new Set(example.document.nodes.map(({ type }) => type))];
  const sketch = useMemo(() => sketchOf(example.document), [example.document]);
  return (
    <article className="flex flex-col rounded-lg border bg-panel" aria-label={example.name}>
      <div className="rounded-t-lg border-b bg-canvas">
        <MiniGraph sketch={sketch} width={300} height={108} isFramed={false} className="h-27 w-full" />
      </div>
      <div className="flex flex-1 flex-col gap-1 p-3">
        <h3 className="font-semibold">{example.name}</h3>
        <p className="text-pretty text-dim text-sm">{example.description}</p>
        <div className="mt-auto flex items-center gap-2 pt-2.5">
          <NodeTypeIcons types={types} most={4} />
          <span className="whitespace-nowrap text-faint text-sm">{formatPlural(example.nodeCount, "node")}</span>
          <Button size="sm" className="ml-auto" onClick={onUse} isLoading={isLoading} disabled={isDisabled}>
            Use this
          </Button>
        </div>
      </div>
    </article>
  );
}
