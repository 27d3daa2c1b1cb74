import type { ReactNode } from "react";
import { cn } from "./cn";

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** What this place is for, and how to fill it. */
  children?: ReactNode;
  /** One to three buttons. */
  actions?: ReactNode;
  /** Small, for a panel; the default is for a page. */
  isCompact?: boolean;
  className?: string;
}

/** A place with nothing in it yet, that says what to do. */
export function EmptyState({ icon, title, children, actions, isCompact = false, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "mx-auto flex max-w-110 flex-col items-center text-center",
        isCompact ? "gap-1 px-4 py-6" : "gap-2 px-6 py-16",
        className,
      )}
    >
      {icon && (
        <div
          aria-hidden
          className={cn(
            "grid place-items-center rounded-lg border bg-raised text-dim",
            isCompact ? "mb-1 size-8 [&_svg]:size-4" : "mb-2 size-11 [&_svg]:size-5",
          )}
        >
          {icon}
        </div>
      )}
      <h2 className={cn("text-balance font-semibold", isCompact ? "text-base" : "text-lg")}>{title}</h2>
      {children && <div className="text-pretty text-dim">{children}</div>}
      {actions && (
        <div className={cn("flex flex-wrap justify-center gap-2", isCompact ? "mt-2" : "mt-3")}>{actions}</div>
      )}
    </div>
  );
}
