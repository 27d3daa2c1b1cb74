"use client";

import { useLayoutEffect, useRef } from "react";

const fields = "input:not([type=hidden], :disabled), textarea:not(:disabled), [role=combobox]:not(:disabled)";

/**
 * Handlers for the content of a dialog that is opened without a Radix trigger: the focus starts in the first field
 * (or on the dialog itself, so that no button lights up unasked), and goes back to where it was, which Radix forgets
 * when there is no trigger. `afterReturn` is called once it is back, so that it may move on.
 */
export function useReturnFocus(isOpen: boolean, afterReturn?: () => void) {
  const opener = useRef<Element | null>(null);

  // Runs before the portal mounts the content, and so before anything in it can take the focus.
  useLayoutEffect(() => {
    if (isOpen) opener.current = document.activeElement;
  }, [isOpen]);

  return {
    onOpenAutoFocus: (event: Event) => {
      if (!(event.currentTarget instanceof HTMLElement)) return;
      event.preventDefault();
      (event.currentTarget.querySelector<HTMLElement>(fields) ?? event.currentTarget).focus();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
      afterReturn?.();
    },
  };
}
