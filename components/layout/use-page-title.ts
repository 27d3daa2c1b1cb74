import { useEffect } from "react";

/** Names the browser's tab after what is open: the server's own title only knows what kind of page it is. */
export function usePageTitle(name: string): void {
  useEffect(() => {
    if (name.trim() !== "") document.title = `${name} · Heddle`;
  }, [name]);
}
