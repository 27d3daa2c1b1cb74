import { Markdown } from "@/components/ui/markdown";
import type { NodeCardProps } from "../core/node-card";

/** A remark on the canvas, as it reads. */
export function NoteCard({ config }: NodeCardProps) {
  const markdown = typeof config?.markdown === "string" ? config.markdown.trim() : "";
  return (
    <div className="max-h-120 overflow-hidden px-3 py-2.5 text-sm">
      {markdown === "" ? (
        <p className="text-faint">An empty note. Write in the inspector.</p>
      ) : (
        <Markdown>{markdown}</Markdown>
      )}
    </div>
  );
}
