import { useMemo } from "react";
import { kindOfType } from "@/components/palette/families";
import { cn } from "@/components/ui/cn";
import { kindColor } from "@/components/ui/kind";
import { definitions } from "@/nodes/definitions";
import { layoutMiniGraph, type Sketch } from "./mini-graph-layout";

export interface MiniGraphProps {
  sketch: Sketch;
  width: number;
  height: number;
  /** Leave it off where the picture fills a card. */
  isFramed?: boolean;
  className?: string;
}

function isLender(type: string): boolean {
  const family = definitions.get(type)?.family;
  return family === "models" || family === "memory";
}

function isContainer(type: string): boolean {
  return definitions.get(type)?.container === true;
}

/** A workflow's graph as a small quiet picture: its shape, and the families of its nodes by color. */
export function MiniGraph({ sketch, width, height, isFramed = true, className }: MiniGraphProps) {
  const picture = useMemo(
    () => layoutMiniGraph(sketch, { width, height }, isLender, isContainer),
    [sketch, width, height],
  );
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className={cn("shrink-0", isFramed && "rounded-md border bg-canvas", className)}
    >
      {picture.lines.length > 0 && (
        <path d={picture.lines.join("")} fill="none" strokeWidth={1} className="stroke-edge/60" />
      )}
      {picture.boxes.map(({ id, type, isFrame, ...box }) => {
        const color = kindColor(kindOfType(definitions.get(type)));
        return (
          <rect
            key={id}
            {...box}
            rx={Math.min(2, box.height / 3)}
            strokeWidth={0.75}
            style={{ stroke: color, fill: isFrame ? "none" : `color-mix(in srgb, ${color} 32%, var(--color-raised))` }}
          />
        );
      })}
    </svg>
  );
}
