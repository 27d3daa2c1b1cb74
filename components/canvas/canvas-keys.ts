"use client";

import type { KeyboardEvent } from "react";
import type { Point } from "./new-node";
import type { CanvasActions } from "./use-canvas-actions";

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export interface CanvasKeyHandlers {
  readonly actions: CanvasActions;
  readonly openInspector: () => void;
  readonly addNode: () => void;
}

/** The keys that mean something only while the canvas has the focus. */
export function canvasKeyHandler({ actions, openInspector, addNode }: CanvasKeyHandlers) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    if (event.target !== event.currentTarget) {
      // From a button on a card back to the canvas; what floats over the page has an Escape of its own.
      if (event.key !== "Escape" || !event.currentTarget.contains(event.target as Node)) return;
      event.preventDefault();
      return event.currentTarget.focus();
    }
    if (handle(event)) event.preventDefault();
  };

  /** Whether the key was ours. */
  function handle({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || altKey) return false;
    const arrow = arrows[key];
    if (arrow !== undefined) {
      const far = shiftKey ? 50 : 10;
      actions.moveSelection({ x: arrow.x * far, y: arrow.y * far });
      return true;
    }
    switch (key) {
      case "Tab":
        return actions.walk(shiftKey ? -1 : 1);
      case "Enter":
        openInspector();
        return true;
      case "Escape":
        // With nothing selected Escape is not ours: it stops a run.
        return actions.clear();
      case "Delete":
      case "Backspace":
        actions.removeSelection();
        return true;
      case "F2":
        actions.rename();
        return true;
      case "c":
      case "C":
        actions.connectByKeys();
        return true;
      case "a":
      case "A":
        addNode();
        return true;
      default:
        return false;
    }
  }
}
