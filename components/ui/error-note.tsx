import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface ErrorNoteProps {
  /** What happened and where, as a sentence. */
  title: ReactNode;
  /** Why, as far as it is known: the address tried, the answer that came. */
  cause?: ReactNode;
  /** What to do now. */
  hint?: ReactNode;
  /** The button that does it: "Fix", "Try again". */
  action?: ReactNode;
  /** The code or the id to quote, in small mono. */
  code?: string;
  /** `warning` blocks nothing. */
  severity?: "error" | "warning";
  className?: string;
}

/** An error as people can use it: what, why, what to do, and a button. Announced when it appears. */
export function ErrorNote({ title, cause, hint, action, code, severity = "error", className }: ErrorNoteProps) {
  const isError = severity === "error";
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <div
      role={isError ? "alert" : "status"}
      className={cn(
        "flex items-start gap-2.5 rounded-lg border px-3 py-2.5",
        isError ? "border-bad/35 bg-bad/8" : "border-running/35 bg-running/8",
        className,
      )}
    >
      <Icon className={cn("mt-0.5 size-4 shrink-0", isError ? "text-bad" : "text-running")} aria-hidden />
      <div className="min-w-0 flex-1 text-pretty break-words">
        <p className="font-medium">{title}</p>
        {cause && <p className="mt-0.5 text-dim">{cause}</p>}
        {hint && <p className="mt-0.5">{hint}</p>}
        {code && <p className="mt-1 select-all font-mono text-dim text-xs">{code}</p>}
      </div>
      {action && <div className="flex shrink-0 gap-2">{action}</div>}
    </div>
  );
}
