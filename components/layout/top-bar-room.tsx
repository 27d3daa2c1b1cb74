import type { ReactNode } from "react";

/**
 * Quiet facts in the room that a bar has left over. Where it is too small for all, the first one stays at the right end
 * longest; what does not fit goes as a whole: it wraps out of the one line that is seen.
 */
export function TopBarRoom({ children }: { children: ReactNode }) {
  return (
    // Without a width of its own it never takes room from a button; the empty box lets even the first one wrap.
    <div className="flex h-7 w-0 grow flex-row-reverse flex-wrap items-center gap-x-2 overflow-clip before:-ml-2 before:h-7 before:w-0">
      {children}
    </div>
  );
}
