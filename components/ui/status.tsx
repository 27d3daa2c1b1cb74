import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleSlash2,
  CircleX,
  Hourglass,
  ListOrdered,
  LoaderCircle,
  type LucideIcon,
  PenLine,
  Pin,
  RotateCcw,
} from "lucide-react";
import { cn } from "./cn";
import { type Tone, toneText } from "./tone";

/** The states of runs and node runs; "reused", "given" and "pinned" are nodes that completed without running. */
export type StatusName =
  | "queued"
  | "pending"
  | "running"
  | "waiting"
  | "completed"
  | "failed"
  | "skipped"
  | "canceled"
  | "reused"
  | "given"
  | "pinned";

interface StatusLook {
  label: string;
  icon: LucideIcon;
  tone: Tone;
}

/** One look a state, wherever it is shown. */
export const statusLooks: Record<StatusName, StatusLook> = {
  queued: { label: "Queued", icon: ListOrdered, tone: "neutral" },
  pending: { label: "Pending", icon: CircleDashed, tone: "neutral" },
  running: { label: "Running", icon: LoaderCircle, tone: "running" },
  waiting: { label: "Waiting", icon: Hourglass, tone: "waiting" },
  completed: { label: "Done", icon: CircleCheck, tone: "ok" },
  failed: { label: "Failed", icon: CircleX, tone: "bad" },
  skipped: { label: "Skipped", icon: CircleSlash2, tone: "neutral" },
  canceled: { label: "Canceled", icon: Ban, tone: "neutral" },
  pinned: { label: "Pinned", icon: Pin, tone: "ok" },
  reused: { label: "Reused", icon: RotateCcw, tone: "ok" },
  given: { label: "Given by hand", icon: PenLine, tone: "ok" },
};

/** The icon alone, named for screen readers. Where text stands beside it anyway, use `Status`. */
export function StatusIcon({ status, className }: { status: StatusName; className?: string }) {
  const { icon: Icon, label, tone } = statusLooks[status];
  return (
    <Icon
      role="img"
      aria-label={label}
      className={cn("size-3.5 shrink-0", toneText[tone], status === "running" && "animate-spin", className)}
    />
  );
}

export interface StatusProps {
  status: StatusName;
  /** Says more than the state's own word: "writing", "waiting for Researcher". */
  label?: string;
  className?: string;
}

/** Icon and word: a state is never color alone. */
export function Status({ status, label, className }: StatusProps) {
  const { icon: Icon, label: word, tone } = statusLooks[status];
  return (
    <span
      className={cn(
        "inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap align-middle",
        toneText[tone],
        className,
      )}
    >
      <Icon className={cn("size-3.5 shrink-0", status === "running" && "animate-spin")} aria-hidden />
      <span className="truncate">{label ?? word}</span>
    </span>
  );
}
