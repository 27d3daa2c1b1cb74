import { AppError } from "@/nodes/core/app-error";

/** Far more than pages have. Readers of HTML take time that grows with the square of it, and then the stack. */
const deepest = 256;
/** Elements without an end, and those that the next one of their kind ends. */
const unclosed = new Set(
  "area base br col embed hr img input link meta source track wbr param p li dt dd td th tr thead tbody tfoot option optgroup rt rp colgroup".split(
    " ",
  ),
);

/** Throws `LIMIT_EXCEEDED` for a page that was made to break its readers. */
export function refuseDeepHtml(html: string, name: string): void {
  let depth = 0;
  for (const [, slash, tag] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    if (unclosed.has((tag as string).toLowerCase())) continue;
    depth = slash === "" ? depth + 1 : Math.max(0, depth - 1);
    if (depth > deepest)
      throw new AppError("LIMIT_EXCEEDED", `${name} has elements that are nested more than ${deepest} deep.`, {
        hint: "Add the text of this page as a file instead.",
      });
  }
}
