import type { ReactNode } from "react";
import { CommandMenu } from "./command-menu";
import { FrameCommands } from "./frame-commands";
import { Rail } from "./rail";
import { SkipLink } from "./skip-link";

/** The frame of every studio page: the rail at the left, the page in the rest of the window. */
export function StudioShell({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-dvh min-h-0 overflow-hidden">
      {/* Before the page, so that what a page registers is newer and comes first. */}
      <FrameCommands />
      <CommandMenu />
      <SkipLink />
      <Rail />
      <main id="page" tabIndex={-1} className="min-w-0 flex-1 outline-none">
        {children}
      </main>
    </div>
  );
}
