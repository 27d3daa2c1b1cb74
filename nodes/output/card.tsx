import type { NodeCardProps } from "../core/node-card";

const mostCharacters = 400;

/** The first lines of what came out, where people look for it. */
export function OutputCard({ run }: NodeCardProps) {
  if (run?.status !== "completed") return null;
  const value = run.output?.value ?? run.input?.value;
  if (value === undefined || value === null || value === "") return null;
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 1);
  return (
    <div className="mx-2 mb-2 rounded-md bg-canvas px-2 py-1.5">
      <p className="line-clamp-4 whitespace-pre-wrap break-words text-sm">{text.slice(0, mostCharacters)}</p>
    </div>
  );
}
