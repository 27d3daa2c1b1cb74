import { cn } from "./cn";

/** A gray shape in the place of what loads; give it the size of the real thing by `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block animate-shimmer rounded-md bg-hover", className)} />;
}

/** Rows of a list that loads, announced once. */
export function SkeletonRows({
  count,
  label = "Loading",
  className,
}: {
  count: number;
  label?: string;
  className?: string;
}) {
  return (
    <div role="status" aria-label={label} className={cn("grid gap-2", className)}>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <Skeleton key={row} className="h-9 w-full" />
      ))}
    </div>
  );
}
