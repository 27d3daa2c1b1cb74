"use client";

import { useState } from "react";
import { usePageTitle } from "@/components/layout/use-page-title";
import { useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";

/** The workflow's name in the top bar; a click edits it. */
export function WorkflowName() {
  const name = useWorkflow((state) => state.document.name);
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const { commit } = useWorkflowActions();
  const [isEditing, setEditing] = useState(false);
  usePageTitle(name);

  function end(text: string, isKept: boolean) {
    setEditing(false);
    const next = text.trim();
    if (isKept && next !== "" && next !== name) {
      commit([{ type: "workflow.set", set: { name: next } }], { label: "Rename the workflow" });
    }
  }

  if (!isEditing || isReadOnly) {
    return (
      <h1 className="min-w-0">
        <button
          type="button"
          disabled={isReadOnly}
          title="Rename"
          className="-mx-1 block max-w-[min(100%+0.5rem,36vw)] truncate rounded-sm px-1 font-semibold enabled:hover:bg-hover"
          onClick={() => setEditing(true)}
        >
          {name}
        </button>
      </h1>
    );
  }
  return (
    <input
      aria-label="Name of the workflow"
      // biome-ignore lint/a11y/noAutofocus: it was asked for a moment ago
      autoFocus
      defaultValue={name}
      maxLength={200}
      size={Math.max(12, name.length)}
      className="-mx-1 min-w-0 rounded-sm border border-edge bg-canvas px-1 font-semibold outline-none"
      onFocus={(event) => event.target.select()}
      onBlur={(event) => end(event.target.value, true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") end(name, false);
      }}
    />
  );
}
