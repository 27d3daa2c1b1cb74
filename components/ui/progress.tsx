import { cn } from "./cn";

export interface ProgressProps {
  /** 0 to 1; `null` while the end is unknown. */
  value: number | null;
  /** What is going on; the accessible name. */
  label: string;
  /** The numbers: "1.2 of 4.7 GB, 38 s left". */
  detail?: string;
  isLabelHidden?: boolean;
  className?: string;
}

/** Long work with its numbers. */
export function Progress({ value, label, detail, isLabelHidden = false, className }: ProgressProps) {
  const percent = value === null ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div className={cn("grid gap-1", className)}>
      {!isLabelHidden && (
        <div className="flex justify-between gap-3 text-sm">
          <span className="truncate">{label}</span>
          <span className="shrink-0 text-dim tabular-nums">{detail ?? (percent !== undefined && `${percent} %`)}</span>
        </div>
      )}
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={detail}
        className="h-1 overflow-hidden rounded-full bg-line-strong"
      >
        <div
          className={cn(
            "h-full rounded-full bg-accent",
            percent === undefined ? "w-1/3 animate-shimmer" : "transition-[width]",
          )}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
