"use client";

import { X } from "lucide-react";
import { Dialog as RadixDialog } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { useReturnFocus } from "./use-return-focus";

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** One or two sentences under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, right-aligned; the main one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
  /** The main button's wish by Enter, as long as nothing inside has the focus; for a dialog without fields. */
  onEnter?: () => void;
}

const sizes = { sm: "max-w-100", md: "max-w-140", lg: "max-w-190", xl: "max-w-270" };

export const scrim = "fixed inset-0 z-40 bg-scrim data-[state=open]:animate-appear";

/** A modal surface. Content scrolls between a fixed title and footer; focus comes back to what opened it. */
export function Dialog(props: DialogProps) {
  const { isOpen, onOpenChange, title, description, children, footer, size = "md", onEnter } = props;
  const returnFocus = useReturnFocus(isOpen);
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={scrim} />
        <RadixDialog.Content
          {...returnFocus}
          onKeyDown={(event) => {
            if (event.key === "Enter" && event.target === event.currentTarget) onEnter?.();
          }}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            // In the middle by its margins: a translation is what it appears with.
            "fixed inset-x-0 top-[12vh] z-50 mx-auto flex max-h-[76vh] w-[calc(100vw-2rem)] flex-col rounded-xl border border-line-strong bg-panel shadow-overlay outline-none data-[state=open]:animate-appear",
            sizes[size],
          )}
        >
          <header className="flex items-start gap-2 px-4 pt-3 pb-2">
            <div className="min-w-0 flex-1 pt-1">
              <RadixDialog.Title className="font-semibold text-lg">{title}</RadixDialog.Title>
              {description && (
                <RadixDialog.Description className="mt-1 text-pretty text-dim">{description}</RadixDialog.Description>
              )}
            </div>
            <RadixDialog.Close
              aria-label="Close"
              className="-mr-1 grid size-7 shrink-0 place-items-center rounded-md text-dim transition-colors hover:bg-hover hover:text-ink"
            >
              <X className="size-4" />
            </RadixDialog.Close>
          </header>
          {children && <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-1 pb-4">{children}</div>}
          {footer ? (
            <footer className="flex items-center justify-end gap-2 border-t px-4 py-3">{footer}</footer>
          ) : (
            <div className="h-2 shrink-0" />
          )}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
