"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { newKey } from "@/components/ui/new-key";
import type { HeaderPair } from "./model-form";

export interface HeadersFieldProps {
  headers: readonly HeaderPair[];
  onChange: (headers: readonly HeaderPair[]) => void;
  error?: string;
}

/** Headers that every request to the server carries, as pairs. */
export function HeadersField({ headers, onChange, error }: HeadersFieldProps) {
  const change = (key: string, part: Partial<HeaderPair>) =>
    onChange(headers.map((header) => (header.key === key ? { ...header, ...part } : header)));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-dim text-sm">Headers</legend>
      {headers.map(({ key, name, value }) => (
        <div key={key} className="flex gap-1.5">
          <Input
            isMono
            aria-label="Name of the header"
            placeholder="X-Team"
            className="flex-1"
            value={name}
            onChange={(event) => change(key, { name: event.target.value })}
          />
          <Input
            isMono
            aria-label="Value of the header"
            className="flex-2"
            value={value}
            onChange={(event) => change(key, { value: event.target.value })}
          />
          <IconButton
            label="Remove this header"
            icon={<X />}
            onClick={() => onChange(headers.filter((header) => header.key !== key))}
          />
        </div>
      ))}
      <Button
        size="sm"
        variant="ghost"
        icon={<Plus />}
        className="justify-self-start"
        onClick={() => onChange([...headers, { key: newKey(), name: "", value: "" }])}
      >
        Add a header
      </Button>
      {error && <p className="text-bad text-sm">{error}</p>}
    </fieldset>
  );
}
