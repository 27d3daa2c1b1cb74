import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { SideName } from "./side";
import { sideStyle } from "./side-tile";

/** What a line is about, the first run, the second one: the same three columns on the whole page. */
export const compareColumns = "grid grid-cols-[13.5rem_minmax(0,1fr)_minmax(0,1fr)] gap-x-5 px-5";

export function SideCell({ side, children, className }: { side: SideName; children: ReactNode; className?: string }) {
  return (
    <div style={sideStyle(side)} className={cn("min-w-0", className)}>
      <span className="sr-only">{`Run ${side.toUpperCase()}: `}</span>
      {children}
    </div>
  );
}
