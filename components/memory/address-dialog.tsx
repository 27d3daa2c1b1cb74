"use client";

import { useState } from "react";
import type { ClientError } from "@/components/api/app-error-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface AddressDialogProps {
  collection: string;
  isAdding: boolean;
  error: ClientError | undefined;
  onAdd: (address: string) => void;
  onClose: () => void;
}

/** Adds a page by its address. */
export function AddressDialog({ collection, isAdding, error, onAdd, onClose }: AddressDialogProps) {
  const [address, setAddress] = useState("");
  const [isChecked, setIsChecked] = useState(false);
  const problem =
    isChecked && !isWebAddress(address) ? "Write an address that begins with http:// or https://." : undefined;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Add a page"
      description={`Heddle fetches the page once and adds its text to “${collection}”. The server of the page sees the request.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="address-form" isLoading={isAdding}>
            Add
          </Button>
        </>
      }
    >
      <form
        id="address-form"
        noValidate
        className="grid grid-cols-1 gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (isWebAddress(address)) onAdd(address.trim());
        }}
      >
        <Field label="Address" error={problem}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              isMono
              inputMode="url"
              placeholder="https://"
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
          )}
        </Field>
        {error && <ErrorNote title={error.message} hint={error.hint} code={error.code} />}
      </form>
    </Dialog>
  );
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text.trim()) && URL.canParse(text.trim());
}
