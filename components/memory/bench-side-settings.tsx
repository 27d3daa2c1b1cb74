"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NumberInput } from "@/components/ui/number-input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { searchModes } from "@/nodes/core/node-runner";
import { type BenchSettings, modeLabels, readFilter } from "./bench-settings";

export interface BenchSideSettingsProps {
  /** "A" or "B"; left out while there is one side alone. */
  side?: string;
  settings: BenchSettings;
  onChange: (settings: BenchSettings) => void;
}

const modes = searchModes.map((value) => ({ value, label: modeLabels[value] })).reverse();

/** How one side of the bench searches. */
export function BenchSideSettings({ side, settings, onChange }: BenchSideSettingsProps) {
  const change = (next: Partial<BenchSettings>) => onChange({ ...settings, ...next });
  const of = side === undefined ? "" : ` of ${side}`;
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
      <div className="grid gap-1">
        <span className="flex min-h-5 items-center text-dim text-sm">Search by</span>
        <SegmentedControl
          aria-label={`What it searches by${of}`}
          value={settings.mode}
          onValueChange={(mode) => change({ mode })}
          options={modes}
        />
      </div>
      <Field label="Passages" className="w-19">
        {(control) => (
          <NumberInput
            {...control}
            aria-label={`Passages${of}`}
            min={1}
            max={50}
            value={settings.topK}
            onValueChange={(topK) => topK !== null && change({ topK: Math.round(topK) })}
          />
        )}
      </Field>
      <Field label="Least score" className="w-21">
        {(control) => (
          <NumberInput
            {...control}
            aria-label={`Least score${of}`}
            min={0}
            max={1}
            step={0.05}
            value={settings.minScore}
            onValueChange={(minScore) => change({ minScore: minScore ?? 0 })}
          />
        )}
      </Field>
      <Field label="Metadata" className="min-w-36 flex-1" error={readFilter(settings.filter).problem}>
        {(control) => (
          <Input
            {...control}
            aria-label={`Metadata${of}`}
            isMono
            placeholder='{"lang": "en"}'
            value={settings.filter}
            onChange={(event) => change({ filter: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
