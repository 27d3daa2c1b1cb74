"use client";

import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { capabilities, hasCapability, withCapability } from "./capabilities";

export interface CapabilityFieldProps {
  words: readonly string[];
  onChange: (words: readonly string[]) => void;
}

/** What the model can do. Words that no checkbox knows are shown and kept. */
export function CapabilityField({ words, onChange }: CapabilityFieldProps) {
  const unknown = words.filter((word) => !capabilities.some((capability) => capability.words.includes(word)));
  return (
    <fieldset>
      <legend className="mb-1.5 text-dim text-sm">What it can do</legend>
      <div className="grid grid-cols-3 gap-x-4 gap-y-2">
        {capabilities.map((capability) => (
          <Checkbox
            key={capability.label}
            label={capability.label}
            description={capability.detail}
            isChecked={hasCapability(words, capability)}
            onChange={(isOn) => onChange(withCapability(words, capability, isOn))}
          />
        ))}
      </div>
      {unknown.length > 0 && (
        <p className="mt-2 flex flex-wrap items-center gap-1.5 text-dim text-sm">
          Also:
          {unknown.map((word) => (
            <Badge key={word}>{word}</Badge>
          ))}
        </p>
      )}
    </fieldset>
  );
}
