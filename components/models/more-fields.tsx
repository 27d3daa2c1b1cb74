"use client";

import { ChevronRight } from "lucide-react";
import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { HeadersField } from "./headers-field";
import type { ModelForm } from "./model-form";

export interface MoreFieldsProps {
  form: ModelForm;
  onChange: (change: Partial<ModelForm>) => void;
  errors: Readonly<Record<string, string>>;
}

/** What most entries leave as it is: limits, times, headers. */
export function MoreFields({ form, onChange, errors }: MoreFieldsProps) {
  const hasError = ["headers", "maxConcurrent", "timeouts", "context"].some((field) => field in errors);
  return (
    <details className="group" open={hasError || undefined}>
      <summary className="inline-flex list-none items-center gap-1.5 rounded-sm text-dim hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-3.5 transition-[rotate] group-open:rotate-90" aria-hidden />
        More: limits, times, headers
      </summary>
      <div className="mt-3 grid gap-4">
        <div className="grid grid-cols-2 items-start gap-4">
          <Field label="Calls at once" hint="More of them wait in a fair queue." error={errors.maxConcurrent}>
            {(control) => (
              <NumberInput
                {...control}
                min={1}
                max={1024}
                value={form.maxConcurrent}
                onValueChange={(maxConcurrent) => onChange({ maxConcurrent })}
              />
            )}
          </Field>
          <Field label="Context window" hint="Left empty: what the server says." error={errors.context}>
            {(control) => (
              <NumberInput
                {...control}
                min={64}
                step={1024}
                unit="tokens"
                value={form.context}
                onValueChange={(context) => onChange({ context })}
              />
            )}
          </Field>
          <Field label="Longest wait for the first token" hint="Left empty: 120 s." error={errors.timeouts}>
            {(control) => (
              <NumberInput
                {...control}
                min={0.001}
                unit="s"
                value={form.firstTokenSeconds}
                onValueChange={(firstTokenSeconds) => onChange({ firstTokenSeconds })}
              />
            )}
          </Field>
          <Field label="Longest call" hint="Left empty: 600 s. Waiting in the queue does not count.">
            {(control) => (
              <NumberInput
                {...control}
                min={0.001}
                unit="s"
                value={form.totalSeconds}
                onValueChange={(totalSeconds) => onChange({ totalSeconds })}
              />
            )}
          </Field>
        </div>
        {form.type !== "gguf" && (
          <HeadersField headers={form.headers} onChange={(headers) => onChange({ headers })} error={errors.headers} />
        )}
      </div>
    </details>
  );
}
