import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

/** What stands there while the workflow is fetched, where everything will be. */
export function StudioSkeleton() {
  return (
    <div className="flex h-full flex-col" role="status" aria-label="Opening the workflow">
      <div className="flex h-12 items-center gap-3 border-b bg-panel px-3">
        <Skeleton className="h-4 w-48" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="w-56 border-r bg-panel p-2.5">
          <SkeletonRows count={8} label="Opening the palette" />
        </div>
        <div className="flex-1" />
        <div className="w-80 border-l bg-panel" />
      </div>
    </div>
  );
}
