import type { PressPlace } from "./command-registry";

const textFields = "textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=button])";
const overlays = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]:not([data-inline])";

/** Whether a key went to a field that is typed in, and whether to something that floats above the page. */
export function placeOf(event: Event): PressPlace {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return { isTyping: false, isInOverlay: false };
  return {
    isTyping: target.isContentEditable || target.matches(textFields),
    isInOverlay: target.closest(overlays) !== null,
  };
}
