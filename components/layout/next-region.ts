const focusable =
  "a[href], button:not(:disabled), input:not([type=hidden], :disabled), textarea:not(:disabled), [tabindex='0']";

/**
 * Moves the focus to the next part of the page that is marked with `data-region`, as F6 does between the panes of a
 * desktop's programs: rail, bar, palette, canvas, inspector, trace. A region that takes the focus itself gets it.
 */
export function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].flatMap((region) => {
    const target = region.matches("[tabindex='0']") ? region : firstIn(region);
    return target === undefined ? [] : [{ region, target }];
  });
  const current = regions.findIndex(({ region }) => region.contains(document.activeElement));
  const next = current === -1 && step === -1 ? -1 : current + step;
  regions.at(next % Math.max(1, regions.length))?.target.focus();
}

/** What Tab would reach first; a choice of one among many, such as tabs, is entered where it stands. */
function firstIn(region: HTMLElement): HTMLElement | undefined {
  return [...region.querySelectorAll<HTMLElement>(focusable)].find((element) => element.tabIndex >= 0);
}
