"use client";

import { Check } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { modelFacts } from "./found-server";
import type { AvailableModel } from "./model-types";

export interface LookListProps {
  models: readonly AvailableModel[];
  chosen: string;
  onChoose: (model: AvailableModel) => void;
}

/** What a server, or the folder of files, has to choose from. */
export function LookList({ models, chosen, onChoose }: LookListProps) {
  return (
    <ul aria-label="Models found" className="max-h-44 overflow-y-auto rounded-md border p-1">
      {models.map((model) => (
        <li key={model.name}>
          <button
            type="button"
            aria-pressed={model.name === chosen}
            onClick={() => onChoose(model)}
            className={cn(
              "flex h-7 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover",
              model.name === chosen && "bg-hover",
            )}
          >
            <Check aria-hidden className={cn("size-3.5 shrink-0 text-accent", model.name !== chosen && "invisible")} />
            <span className="max-w-3/5 shrink-0 truncate font-mono text-sm">{model.name}</span>
            <span className="ml-auto truncate text-faint text-sm">{modelFacts(model).join(" · ")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
