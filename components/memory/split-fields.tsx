import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { languageOptions } from "./language-options";

interface Split {
  readonly chunkSize: number | null;
  readonly overlap: number | null;
  readonly language: string;
}

export interface SplitFieldsProps {
  split: Split;
  problems: Partial<Record<keyof Split, string>>;
  onChange: (change: Partial<Split>) => void;
  /** Left out where a single document is split. */
  hasLanguage?: boolean;
}

/** How texts are cut into passages. */
export function SplitFields({ split, problems, onChange, hasLanguage = true }: SplitFieldsProps) {
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-3">
      <Field label="Size of a passage" error={problems.chunkSize}>
        {(control) => (
          <NumberInput
            {...control}
            unit="tokens"
            step={32}
            value={split.chunkSize}
            onValueChange={(chunkSize) => onChange({ chunkSize })}
          />
        )}
      </Field>
      <Field label="Overlap" error={problems.overlap}>
        {(control) => (
          <NumberInput
            {...control}
            unit="tokens"
            step={8}
            value={split.overlap}
            onValueChange={(overlap) => onChange({ overlap })}
          />
        )}
      </Field>
      {hasLanguage && (
        <Field label="Language" error={problems.language}>
          {(control) => (
            <Select
              {...control}
              value={split.language}
              onValueChange={(language) => onChange({ language })}
              options={languageOptions}
            />
          )}
        </Field>
      )}
    </div>
  );
}
