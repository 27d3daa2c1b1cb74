import { Skeleton } from "@/components/ui/skeleton";

/** The list's shape while it loads. */
export function WorkflowTableSkeleton() {
  return (
    <div role="status" aria-label="Loading workflows" className="overflow-hidden rounded-lg border bg-panel">
      <div className="h-8 border-b" />
      {[58, 44, 66, 50, 38, 61].map((width) => (
        <div key={width} className="flex h-13.25 items-center gap-3 border-line/60 border-b px-3 last:border-0">
          <Skeleton className="h-10 w-21 shrink-0" />
          <div className="flex-1">
            <span className="block" style={{ width: `${width}%` }}>
              <Skeleton className="h-3.5 w-full" />
            </span>
          </div>
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className="h-3.5 w-20" />
        </div>
      ))}
    </div>
  );
}
