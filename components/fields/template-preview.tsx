"use client";

import { isAppError } from "@/nodes/core/app-error";
import { renderTemplate } from "@/nodes/core/template";

/** A template rendered with the values of the last run, or why it cannot be. */
export function TemplatePreview({ text, values }: { text: string; values: Readonly<Record<string, unknown>> }) {
  const { rendered, problem } = render(text, values);
  return (
    <div className="min-h-16 rounded-md border border-dashed bg-canvas px-2 py-1.5">
      {problem === undefined ? (
        <p className="max-h-80 overflow-auto whitespace-pre-wrap break-words font-mono text-sm/5">{rendered}</p>
      ) : (
        <p className="text-pretty text-dim text-sm">{problem}</p>
      )}
    </div>
  );
}

function render(text: string, values: Readonly<Record<string, unknown>>): { rendered?: string; problem?: string } {
  try {
    return { rendered: renderTemplate(text, values) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { problem: error.userMessage };
  }
}
