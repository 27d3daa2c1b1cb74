"use client";

import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { Toaster as SonnerToaster, toast as sonner } from "sonner";

export interface ToastOptions {
  description?: string;
  action?: { label: string; onClick: () => void };
  /** A second toast of the same id replaces the first. */
  id?: string;
  /** Milliseconds on screen; a pointer on it stops the clock. */
  duration?: number;
  /** It left by itself. */
  onAutoClose?: () => void;
  /** A person wiped it away. */
  onDismiss?: () => void;
}

/** A sentence in the corner: what was done (with "Undo" as its action), or what failed outside any place of its own. */
export const toast = {
  done: (message: string, options?: ToastOptions) => sonner.success(message, options),
  note: (message: string, options?: ToastOptions) => sonner.info(message, options),
  /** Stays longer, so that it can be read and acted on. */
  failed: (message: string, options?: ToastOptions) => sonner.error(message, { duration: 10_000, ...options }),
  dismiss: (id: string) => sonner.dismiss(id),
};

/** Once, around the application. */
export function Toaster() {
  return (
    <SonnerToaster
      position="bottom-right"
      gap={8}
      offset={16}
      icons={{
        success: <CircleCheck className="size-4 text-ok" />,
        error: <CircleAlert className="size-4 text-bad" />,
        info: <Info className="size-4 text-dim" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-90 items-start gap-2.5 rounded-lg border border-line-strong bg-raised px-3 py-2.5 text-base text-ink font-sans shadow-overlay",
          icon: "mt-0.5 shrink-0",
          content: "min-w-0 flex-1",
          title: "text-pretty font-medium",
          description: "text-pretty text-dim",
          actionButton:
            "h-6 shrink-0 self-center rounded-md border border-line-strong bg-raised px-2 text-sm font-medium hover:bg-hover",
        },
      }}
    />
  );
}
