"use client";

import { useEffect, useState } from "react";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import type { FieldFocus } from "@/components/workflow-store/workflow-state";

/** Each request is followed once, though the inspector of its node may be mounted again later. */
const followed = new WeakSet<FieldFocus>();

/** How many frames the form has to open what the field stands in: a list's item, then "More" inside of it. */
const patience = 12;

/**
 * Follows "look at this field" (from an issue, an error's "Fix", the Run button): calls `open`, gives the path to the
 * form so that it unfolds, then scrolls to the field and puts the cursor into it. Returns the path asked for last.
 */
export function useFieldFocus(nodeId: string, open: (request: FieldFocus) => void): string | undefined {
  const request = useWorkflow((state) => state.fieldFocus);
  const [path, setPath] = useState<string>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a request is followed once, when it comes
  useEffect(() => {
    if (request === undefined || request.nodeId !== nodeId || followed.has(request)) return;
    followed.add(request);
    open(request);
    setPath(request.field);
    if (request.field === undefined) return;
    return focusWhenThere(request.field);
  }, [request, nodeId]);

  return path;
}

function focusWhenThere(path: string): () => void {
  let left = patience;
  let frame = requestAnimationFrame(function look() {
    left -= 1;
    const exact = elementOf(path);
    if (exact !== null) return focusIn(exact);
    if (left > 0) frame = requestAnimationFrame(look);
    else focusIn(nearest(path));
  });
  return () => cancelAnimationFrame(frame);
}

function elementOf(path: string): HTMLElement | null {
  return document.querySelector(`[data-field="${CSS.escape(path)}"]`);
}

/** The field that holds the path: an issue may point at one header of a map. */
function nearest(path: string): HTMLElement | null {
  for (let at = path; at !== ""; at = at.replace(/(?:^|\.)[^.[\]]+$|\[[^\]]*\]$/, "")) {
    const element = elementOf(at);
    if (element !== null) return element;
    if (!/[.[]/.test(at)) return null;
  }
  return null;
}

function focusIn(element: HTMLElement | null): void {
  if (element === null) return;
  element.scrollIntoView({ block: "nearest" });
  element
    .querySelector<HTMLElement>("input, textarea, .cm-content, [role=combobox], [role=switch], [role=slider], button")
    ?.focus({ preventScroll: true });
}
