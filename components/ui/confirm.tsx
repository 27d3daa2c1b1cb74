"use client";

import { AlertDialog } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { Button } from "./button";
import { scrim } from "./dialog";
import { useReturnFocus } from "./use-return-focus";

export interface ConfirmRequest {
  /** A question: "Delete “Research a topic”?" */
  title: string;
  /** What will be lost, or that it can be undone. */
  description: ReactNode;
  /** The verb on the button: "Delete". */
  confirmLabel: string;
  tone?: "default" | "danger";
}

type Confirm = (request: ConfirmRequest) => Promise<boolean>;

const ConfirmContext = createContext<Confirm | null>(null);

/** Asks before what cannot be undone: `if (await confirm({ … })) remove()`. */
export function useConfirm(): Confirm {
  const confirm = useContext(ConfirmContext);
  if (!confirm) throw new Error("useConfirm needs a ConfirmProvider above it");
  return confirm;
}

/** Shows one question at a time; a second one answers the first with no. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [request, setRequest] = useState<ConfirmRequest | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const answer = useRef<(isConfirmed: boolean) => void>(undefined);
  const { onCloseAutoFocus } = useReturnFocus(isOpen);

  const confirm = useCallback<Confirm>((next) => {
    answer.current?.(false);
    setRequest(next);
    setIsOpen(true);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);

  function close(isConfirmed: boolean) {
    setIsOpen(false);
    answer.current?.(isConfirmed);
    answer.current = undefined;
  }

  return (
    <ConfirmContext value={confirm}>
      {children}
      <AlertDialog.Root open={isOpen} onOpenChange={(next) => !next && close(false)}>
        <AlertDialog.Portal>
          <AlertDialog.Overlay className={scrim} />
          <AlertDialog.Content
            onCloseAutoFocus={onCloseAutoFocus}
            className="fixed inset-x-0 top-[24vh] z-50 mx-auto w-[calc(100vw-2rem)] max-w-100 rounded-xl border border-line-strong bg-panel p-4 shadow-overlay outline-none data-[state=open]:animate-appear"
          >
            <AlertDialog.Title className="font-semibold text-lg">{request?.title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-1 text-pretty text-dim" asChild>
              <div>{request?.description}</div>
            </AlertDialog.Description>
            <div className="mt-4 flex justify-end gap-2">
              <AlertDialog.Cancel asChild>
                <Button>Cancel</Button>
              </AlertDialog.Cancel>
              <Button variant={request?.tone === "danger" ? "danger" : "primary"} onClick={() => close(true)}>
                {request?.confirmLabel}
              </Button>
            </div>
          </AlertDialog.Content>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </ConfirmContext>
  );
}
