import { Library } from "lucide-react";

/** Over the page while files are held over it. */
export function MemoryDropOverlay({ into }: { into: string | undefined }) {
  return (
    <div className="pointer-events-none fixed inset-0 z-40 animate-appear bg-scrim p-4">
      <div className="grid h-full place-items-center rounded-xl border-2 border-accent border-dashed bg-panel/94">
        <div className="grid max-w-140 justify-items-center gap-2 px-6 text-center">
          <Library className="size-8 text-accent" aria-hidden />
          <p className="break-words font-semibold text-lg">
            {into === undefined ? "Drop to make a collection" : `Drop to add to “${into}”`}
          </p>
          <p className="text-dim">Text, Markdown, HTML, PDF, CSV or JSON.</p>
        </div>
      </div>
    </div>
  );
}
