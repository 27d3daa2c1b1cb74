import type { NodeRun } from "@/nodes/core/node-run";
import { streamedText } from "./node-facts";

const mostCharacters = 360;

/** The last lines of what a node writes, and of what it wrote once it is done: the card keeps its height. */
export function NodeStream({ run, textPort }: { run: NodeRun; textPort: string | undefined }) {
  const live = streamedText(run);
  const text = live ?? writtenText(run, textPort);
  if (text === undefined) return null;
  return (
    <div className="mx-2 mb-2 rounded-md bg-canvas px-2 py-1">
      {/* Four whole lines; what is above them is cut off. */}
      <div className="flex h-17 flex-col justify-end overflow-hidden">
        <p className="whitespace-pre-wrap break-words font-mono text-[11.5px] leading-[17px]">
          {text.slice(-mostCharacters)}
          {run.status === "running" && <span className="ml-px inline-block h-3 w-1.5 bg-running align-[-2px]" />}
        </p>
      </div>
    </div>
  );
}

function writtenText(run: NodeRun, port: string | undefined): string | undefined {
  const text = port === undefined ? undefined : run.output?.[port];
  return typeof text === "string" && text !== "" ? text : undefined;
}
