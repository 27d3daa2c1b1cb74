import { FileJson } from "lucide-react";

/** Over the page while files are held over it. */
export function DropOverlay() {
  return (
    <div className="pointer-events-none fixed inset-0 z-40 animate-appear bg-scrim p-4">
      <div className="grid h-full place-items-center rounded-xl border-2 border-accent border-dashed bg-panel/94">
        <div className="grid justify-items-center gap-2 text-center">
          <FileJson className="size-8 text-accent" aria-hidden />
          <p className="font-semibold text-lg">Drop to import</p>
          <p className="text-dim">You see what is in the files before anything is stored.</p>
        </div>
      </div>
    </div>
  );
}
