import Link from "next/link";
import { Fragment, type ReactNode } from "react";

export interface Crumb {
  label: string;
  href: string;
}

export interface TopBarProps {
  /** Where this page lies: "Workflows /". */
  crumbs?: Crumb[];
  /** The page's name: text becomes the heading; an element (a name that can be edited) must hold one itself. */
  title: ReactNode;
  /** Right behind the title: the saved state, a status. */
  state?: ReactNode;
  /** At the right end: chips (in `TopBarRoom`), then buttons, the main one last. */
  actions?: ReactNode;
}

/** The bar of 48 px over a page. What is long gives way first: the chips go, then the title is cut. */
export function TopBar({ crumbs = [], title, state, actions }: TopBarProps) {
  return (
    <header data-region className="flex h-12 shrink-0 items-center gap-2.5 border-b bg-panel px-3">
      <div className="flex min-w-0 items-center gap-1.5">
        {crumbs.map((crumb) => (
          <Fragment key={crumb.href}>
            <Link href={crumb.href} className="rounded-sm text-dim hover:text-ink">
              {crumb.label}
            </Link>
            <span className="text-faint" aria-hidden>
              /
            </span>
          </Fragment>
        ))}
        {typeof title === "string" ? <h1 className="truncate font-semibold">{title}</h1> : title}
      </div>
      {state}
      {actions && <div className="flex grow items-center justify-end gap-2">{actions}</div>}
    </header>
  );
}
