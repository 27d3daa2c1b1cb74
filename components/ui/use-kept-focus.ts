import { useRef } from "react";

export interface Chosen {
  readonly movesFocus?: boolean;
}

/**
 * Handlers for a menu. Radix gives the focus back to where it was once the menu is gone; after an entry that moved it
 * on, to a field that leaving closes, it must stay.
 */
export function useKeptFocus() {
  const isKept = useRef(false);
  return {
    onChoose: ({ movesFocus = false }: Chosen) => {
      isKept.current = movesFocus;
    },
    onCloseAutoFocus: (event: Event) => {
      if (isKept.current) event.preventDefault();
      isKept.current = false;
    },
  };
}
