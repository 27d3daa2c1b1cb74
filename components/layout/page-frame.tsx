import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { TopBar, type TopBarProps } from "./top-bar";

export interface PageFrameProps extends TopBarProps {
  children: ReactNode;
  /** `wide` for tables and grids, `narrow` for forms and text. */
  width?: "wide" | "narrow";
}

/** A page that lists or sets things: the bar on top, the content scrolling below it. */
export function PageFrame({ children, width = "wide", ...bar }: PageFrameProps) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TopBar {...bar} />
      <div data-region className="min-h-0 flex-1 overflow-y-auto">
        <div className={cn("mx-auto w-full px-6 py-6", width === "wide" ? "max-w-310" : "max-w-170")}>{children}</div>
      </div>
    </div>
  );
}

export interface SectionProps {
  title: string;
  description?: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a page under its own heading. */
export function Section({ title, description, actions, children }: SectionProps) {
  return (
    <section className="mb-8">
      <div className="mb-3 flex items-end justify-between gap-4">
        <div className="min-w-0">
          <h2 className="font-semibold text-lg">{title}</h2>
          {description && <p className="mt-0.5 text-pretty text-dim">{description}</p>}
        </div>
        {actions && <div className="flex shrink-0 gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
