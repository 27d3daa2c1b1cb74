"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/components/api/trpc-provider";
import { Checkbox } from "@/components/ui/checkbox";
import { Select, type SelectOption } from "@/components/ui/select";
import type { ControlProps } from "./field-props";
import { modelOptions } from "./model-options";
import { textOf } from "./text-controls";

function useModels() {
  const trpc = useTRPC();
  return useQuery(trpc.models.list.queryOptions(undefined, { staleTime: 10_000 }));
}

/** A model of the registry, or `default`; one that is not there (any more) stays visible, with the way to Models. */
export function ModelControl({ value, onChange, control, isReadOnly }: ControlProps<"model">) {
  const models = useModels();
  const current = textOf(value);
  const { options, isMissing } = modelOptions(models.data, current);
  return (
    <div className="grid gap-1">
      <Select
        {...control}
        value={current === "" ? undefined : current}
        onValueChange={onChange}
        options={options as SelectOption[]}
        disabled={isReadOnly}
      />
      {isMissing && <WayToModels />}
    </div>
  );
}

function WayToModels() {
  return (
    <p className="text-dim text-sm">
      <Link href="/models" className="text-accent underline underline-offset-2">
        Open Models
      </Link>{" "}
      to add it, or to see what is there.
    </p>
  );
}

/** Models in the order in which they are chosen: the first takes over when the ones before it fail. */
export function ModelsControl({ field, value, onChange, control, isReadOnly }: ControlProps<"models">) {
  const models = useModels();
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const known = modelOptions(models.data, "").options.map((option) => option.value);
  const ids = [...new Set([...chosen, ...known])].filter((id) => id !== "default");

  function toggle(id: string, isChosen: boolean) {
    const next = isChosen ? [...chosen, id] : chosen.filter((one) => one !== id);
    onChange(next.length === 0 ? undefined : next);
  }

  if (ids.length === 0) return <WayToModels />;
  return (
    <fieldset
      id={control.id}
      aria-label={field.label}
      aria-describedby={control["aria-describedby"]}
      className="grid gap-1.5 rounded-md border p-2"
    >
      {ids.map((id) => (
        <Checkbox
          key={id}
          isChecked={chosen.includes(id)}
          onChange={(isChosen) => toggle(id, isChosen)}
          disabled={isReadOnly}
          label={
            <span className="font-mono text-sm">
              {id}
              {chosen.includes(id) && chosen.length > 1 && (
                <span className="text-faint"> · {chosen.indexOf(id) + 1}</span>
              )}
            </span>
          }
        />
      ))}
    </fieldset>
  );
}
