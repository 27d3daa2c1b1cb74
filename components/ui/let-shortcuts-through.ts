import type { KeyboardEvent as ReactKeyboardEvent } from "react";

/**
 * On a button that Enter opens: with Ctrl or ⌘ the key is a shortcut of the page or of the form, such as Run's, and no
 * business of the button's. Radix would open its menu for it.
 */
export function letShortcutsThrough(event: ReactKeyboardEvent): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  // Spent for Radix; what is around the button gets the same anew.
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.parentElement?.dispatchEvent(new KeyboardEvent("keydown", event.nativeEvent));
}
