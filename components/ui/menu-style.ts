/** What every surface that floats above the page shares: select, menus, popover. */
export const menuSurface =
  "z-50 animate-appear overflow-y-auto rounded-lg border border-line-strong bg-raised text-ink shadow-overlay " +
  "outline-none";

/** A row of a menu; Radix marks the one under the pointer or the arrow keys with `data-highlighted`. */
export const menuItem =
  "relative flex h-7 select-none items-center gap-2 rounded-md px-2 outline-none data-disabled:opacity-50 " +
  "data-highlighted:bg-hover [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-dim";

export const menuItemDanger = "text-bad data-highlighted:bg-bad/12 [&_svg]:text-bad";

export const menuLabel = "px-2 pt-2 pb-1 text-xs font-semibold text-faint";

export const menuSeparator = "mx-1 my-1 h-px bg-line";
