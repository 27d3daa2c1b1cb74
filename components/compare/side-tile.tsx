import type { CSSProperties } from "react";
import { cn } from "@/components/ui/cn";
import { kindColor } from "@/components/ui/kind";
import type { SideName } from "./side";

/** Each run has its color on the whole page; its letter and its column say the same. */
export function sideStyle(side: SideName): CSSProperties {
  return { "--side": kindColor(side === "a" ? "model" : "text") } as CSSProperties;
}

/** The letter that a run is called by. */
export function SideTile({ side, className }: { side: SideName; className?: string }) {
  return (
    <span
      style={sideStyle(side)}
      className={cn(
        "grid size-5 shrink-0 place-items-center rounded-[5px] bg-(--side)/15 font-semibold text-(--side) text-xs",
        className,
      )}
    >
      {side.toUpperCase()}
    </span>
  );
}
