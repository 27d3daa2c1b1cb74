import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { compareColumns, SideCell } from "./compare-grid";

/** One fact of both runs. */
export function SummaryLine({ title, a, b, note }: { title: string; a: ReactNode; b: ReactNode; note?: string }) {
  return (
    <div className={cn(compareColumns, "py-0.5")}>
      <p className="pl-7 text-dim text-sm/5">{title}</p>
      <SideCell side="a" className="tabular-nums">
        {a}
      </SideCell>
      <SideCell side="b" className="tabular-nums">
        {b}
        {note !== undefined && note !== "" && <span className="ml-2 text-faint text-sm">{note}</span>}
      </SideCell>
    </div>
  );
}
