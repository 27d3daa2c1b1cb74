"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { isJsonObject } from "@/nodes/core/json";
import type { ControlProps } from "./field-props";
import { type Pair, pairsOf, recordOf } from "./pairs";
import { useDraft } from "./use-draft";

/**
 * A map of names to texts, such as headers. While two lines have one name, or one has none, the map cannot hold them:
 * they are kept here until they can be told apart.
 */
export function PairsControl({ value, onChange, control, isReadOnly }: ControlProps<"pairs">) {
  const stored = isJsonObject(value) ? value : {};
  const [extra, setExtra] = useState<readonly Pair[]>([]);
  const draft = useDraft<readonly Pair[]>([...pairsOf(stored), ...extra], (pairs) => {
    const { record, left } = recordOf(pairs);
    setExtra(left);
    onChange(Object.keys(record).length === 0 ? undefined : record);
  });
  const pairs = draft.value;
  const change = (index: number, pair: Pair) => draft.change(pairs.map((one, i) => (i === index ? pair : one)));

  return (
    <div className="grid grid-cols-1 gap-1.5">
      {pairs.map(([name, text], index) => (
        // Lines have no identity of their own: a line is its place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className="grid grid-cols-[2fr_3fr_auto] gap-1">
          <Input
            {...(index === 0 ? control : {})}
            isMono
            aria-label={`Name ${index + 1}`}
            placeholder="Name"
            readOnly={isReadOnly}
            value={name}
            onChange={(event) => change(index, [event.target.value, text])}
            onBlur={draft.commit}
          />
          <Input
            isMono
            aria-label={`Value of ${name || index + 1}`}
            placeholder="Value"
            readOnly={isReadOnly}
            value={text}
            onChange={(event) => change(index, [name, event.target.value])}
            onBlur={draft.commit}
          />
          <IconButton
            label={`Remove ${name || "this line"}`}
            icon={<X />}
            disabled={isReadOnly}
            onClick={() => {
              draft.change(pairs.filter((_, i) => i !== index));
              draft.commit();
            }}
          />
        </div>
      ))}
      <Button
        {...(pairs.length === 0 ? { id: control.id } : {})}
        size="sm"
        variant="ghost"
        icon={<Plus />}
        disabled={isReadOnly}
        onClick={() => setExtra((before) => [...before, ["", ""]])}
        className="w-fit"
      >
        Add a line
      </Button>
    </div>
  );
}
