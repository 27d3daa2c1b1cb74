import { cn } from "@/components/ui/cn";
import type { NodeRun } from "@/nodes/core/node-run";

/** A thin bar below the header of a container: its items that are over, those that failed in their color. */
export function FrameProgress({ run: { items, status } }: { run: NodeRun }) {
  if (items?.of === undefined || items.of === 0) return null;
  const share = (count: number) => `${(count / (items.of as number)) * 100}%`;
  return (
    <div
      role="progressbar"
      aria-label="Items"
      aria-valuemin={0}
      aria-valuemax={items.of}
      aria-valuenow={items.ended}
      className="absolute inset-x-0 top-10.5 flex h-0.5 overflow-hidden"
    >
      <span
        className={cn("h-full", status === "running" ? "bg-running" : "bg-ok")}
        style={{ width: share(items.ended - items.failed) }}
      />
      <span className="h-full bg-bad" style={{ width: share(items.failed) }} />
    </div>
  );
}
