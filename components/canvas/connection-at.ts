import type { Point } from "./new-node";

/** The connection below a place in the window, seen through whatever lies above it. */
export function connectionAt({ x, y }: Point, isFree: (id: string) => boolean = () => true): string | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest<HTMLElement>(".react-flow__edge")?.dataset.id;
    if (id !== undefined && isFree(id)) return id;
  }
  return undefined;
}
