"use client";

import { useRef } from "react";

/**
 * Handlers for the content of a dialog that is opened without a Radix trigger: Radix then forgets where the focus
 * was. `afterReturn` is called once the focus is back, so that it may move it on.
 */
export function useReturnFocus(afterReturn?: () => void) {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
      afterReturn?.();
    },
  };
}
