"use client";

import { Check, CircleDashed, Download, Plus, Server } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { formatBytes, formatCount, formatDuration, formatPlural } from "@/components/ui/format";
import { IconTile } from "@/components/ui/kind";
import { capabilityLabels } from "./capabilities";
import type { AvailableModel, ModelSummary, Probe } from "./model-types";
import { notYetAdded, type useAddFound } from "./use-add-found";

export interface FoundServerProps {
  probe: Probe;
  configured: readonly ModelSummary[];
  adding: ReturnType<typeof useAddFound>;
  /** For Ollama, which can download models. */
  onPull: (probe: Probe) => void;
  /** For a server that wants a key. */
  onConnect: (probe: Probe) => void;
}

/** One address that was tried: what answered, and its models with a button each. */
export function FoundServer({ probe, configured, adding, onPull, onConnect }: FoundServerProps) {
  if (!probe.isFound) return <TriedAddress probe={probe} />;
  const open = notYetAdded(probe, configured);
  const isAdding = adding.isPending && adding.variables.probe.base_url === probe.base_url;
  return (
    <section aria-label={probe.server} className="border-b last:border-0">
      <div className="flex min-h-12 items-center gap-3 px-3 py-2">
        <IconTile icon={<Server />} kind="model" size="lg" />
        <div className="min-w-0 flex-1">
          <h3 className="flex items-baseline gap-2">
            <span className="font-medium">{probe.server}</span>
            <span className="truncate font-mono text-dim text-sm">{probe.base_url}</span>
          </h3>
          <Answer probe={probe} />
        </div>
        {probe.type === "ollama" && (
          <Button size="sm" variant="ghost" icon={<Download />} onClick={() => onPull(probe)}>
            Pull a model
          </Button>
        )}
        {probe.error !== undefined && (
          <Button size="sm" onClick={() => onConnect(probe)}>
            Enter its key
          </Button>
        )}
        {open.length > 0 && (
          <Button
            size="sm"
            variant={configured.some(({ isStarter }) => !isStarter) ? "default" : "primary"}
            icon={<Plus />}
            isLoading={isAdding}
            onClick={() => adding.mutate({ probe, models: open })}
          >
            {connectLabel(open.length, probe.models.length)}
          </Button>
        )}
      </div>
      {probe.models.length > 0 && (
        <ul className="grid gap-px pb-2 pl-14 pr-3">
          {probe.models.map((model) => (
            <FoundModel
              key={model.name}
              model={model}
              isAdded={!open.includes(model)}
              isDisabled={adding.isPending}
              isAlone={probe.models.length === 1}
              onAdd={() => adding.mutate({ probe, models: [model] })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function connectLabel(open: number, all: number): string {
  if (all === 1) return "Connect";
  return open === all ? `Connect all ${all}` : `Connect ${open} more`;
}

/** An address where nothing was found: that it was tried, and why it is not there. */
function TriedAddress({ probe }: { probe: Probe }) {
  const reason = (probe.error ?? "Nothing answered.").replace(`${probe.server} at ${probe.base_url} `, "");
  return (
    <section aria-label={probe.server} className="flex h-9 items-center gap-2 border-b px-3 last:border-0">
      <CircleDashed className="mx-2.25 size-3.5 shrink-0 text-faint" aria-hidden />
      <h3 className="w-20 shrink-0 truncate text-dim">{probe.server}</h3>
      <span className="shrink-0 font-mono text-dim text-sm">{probe.base_url}</span>
      <span className="ml-auto block truncate text-faint text-sm first-letter:uppercase" title={probe.hint}>
        {reason}
      </span>
    </section>
  );
}

function Answer({ probe }: { probe: Probe }) {
  return (
    <p className="flex items-center gap-1.5 text-ok text-sm">
      <Check className="size-3.5 shrink-0" aria-hidden />
      Answered in {formatDuration(probe.latencyMs)}
      {probe.error === undefined ? ` · ${formatPlural(probe.models.length, "model")}` : " · it wants a key"}
    </p>
  );
}

interface FoundModelProps {
  model: AvailableModel;
  isAdded: boolean;
  isDisabled: boolean;
  /** The server's own button does the same. */
  isAlone: boolean;
  onAdd: () => void;
}

function FoundModel({ model, isAdded, isDisabled, isAlone, onAdd }: FoundModelProps) {
  return (
    <li className="flex h-7 items-center gap-2 rounded-md px-2 hover:bg-hover">
      <span className="truncate font-mono text-sm">{model.name}</span>
      {model.isLoaded && <Badge tone="ok">loaded</Badge>}
      <span className="truncate text-faint text-sm">{modelFacts(model).join(" · ")}</span>
      <span className="ml-auto shrink-0">
        {isAdded ? (
          <span className="flex items-center gap-1 px-2 text-ok text-sm">
            <Check className="size-3.5" aria-hidden /> Connected
          </span>
        ) : isAlone ? null : (
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus />}
            disabled={isDisabled}
            onClick={onAdd}
            aria-label={`Connect ${model.name}`}
          >
            Connect
          </Button>
        )}
      </span>
    </li>
  );
}

/** What is known of a model, as short words: size, quantization, context, what it can. */
export function modelFacts({ sizeBytes, quantization, context, capabilities }: AvailableModel): string[] {
  return [
    ...(sizeBytes === undefined ? [] : [formatBytes(sizeBytes)]),
    ...(quantization === undefined ? [] : [quantization]),
    ...(context === undefined ? [] : [`${formatCount(context)} tokens of context`]),
    ...(capabilities === undefined ? [] : [capabilityLabels(capabilities).join(", ")]),
  ].filter((fact) => fact !== "");
}
