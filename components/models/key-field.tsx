"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ModelForm } from "./model-form";

export interface KeyFieldProps {
  form: ModelForm;
  /** One is stored; it can be replaced or removed, and is never shown. */
  hasStoredKey: boolean;
  onChange: (change: Partial<ModelForm>) => void;
  error?: string;
}

export function KeyField({ form, hasStoredKey, onChange, error }: KeyFieldProps) {
  const isKept = hasStoredKey && !form.isKeyRemoved;
  return (
    <Field
      label="API key"
      error={error}
      hint={
        form.isKeyRemoved
          ? "The stored key is removed when you save."
          : `Write-only. ${isKept ? "Left empty, the stored one stays." : "$" + "{NAME} takes it from the environment."}`
      }
      end={
        hasStoredKey && (
          <Button size="sm" variant="ghost" onClick={() => onChange({ isKeyRemoved: !form.isKeyRemoved, apiKey: "" })}>
            {form.isKeyRemoved ? "Keep the stored key" : "Remove the stored key"}
          </Button>
        )
      }
    >
      {(control) => (
        <Input
          {...control}
          isMono
          type="password"
          autoComplete="new-password"
          placeholder={isKept ? "••••••••" : "None"}
          value={form.apiKey}
          onChange={(event) => onChange({ apiKey: event.target.value, isKeyRemoved: false })}
        />
      )}
    </Field>
  );
}
