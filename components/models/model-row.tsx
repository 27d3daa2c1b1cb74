"use client";

import { useMutation } from "@tanstack/react-query";
import { Ellipsis, FlaskConical, Pencil, Trash2 } from "lucide-react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { IconButton } from "@/components/ui/icon-button";
import { ContextMenu, Menu, type MenuEntries } from "@/components/ui/menu";
import { TableCell, TableRow } from "@/components/ui/table";
import { Tooltip } from "@/components/ui/tooltip";
import { capabilityLabels } from "./capabilities";
import { ModelState } from "./model-state";
import { addressOf, type ModelSummary, typeLooks } from "./model-types";
import { TestResult } from "./test-result";
import { useRefreshModels } from "./use-models";

export interface ModelRowProps {
  model: ModelSummary;
  /** Whether it is what `default` means in workflows. */
  isDefault: boolean;
  now: Date;
  onEdit: (model: ModelSummary) => void;
  onRemove: (model: ModelSummary) => void;
  onDeletePulled: (model: ModelSummary) => void;
}

export function ModelRow({ model, isDefault, now, onEdit, onRemove, onDeletePulled }: ModelRowProps) {
  const test = useTest();
  const edit = () => onEdit(model);
  const entries: MenuEntries = [
    { label: "Test", icon: <FlaskConical />, onSelect: () => test.mutate({ id: model.id }) },
    { label: "Edit", icon: <Pencil />, onSelect: edit },
    { type: "separator" },
    model.type === "ollama" && {
      label: "Delete its files from Ollama…",
      icon: <Trash2 />,
      tone: "danger",
      onSelect: () => onDeletePulled(model),
    },
    { label: "Remove…", icon: <Trash2 />, tone: "danger", onSelect: () => onRemove(model) },
  ];
  const hasResult = test.data !== undefined || test.isError;
  return (
    <>
      <ContextMenu entries={entries}>
        <TableRow className={hasResult ? "border-b-0!" : undefined} data-model={model.id}>
          <TableCell className="py-2">
            <span className="flex items-center gap-2">
              <span className="max-w-64 truncate font-medium">{model.name}</span>
              {isDefault && (
                <Tooltip content="A model node that says “default” uses this one: it is the first that can chat, the starter model last.">
                  {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its tooltip must be reachable by keyboard */}
                  <span tabIndex={0} className="rounded-sm">
                    <Badge tone="accent">default</Badge>
                  </span>
                </Tooltip>
              )}
            </span>
            <span className="flex max-w-80 items-baseline gap-1.5 text-dim text-sm">
              {nameLine(model) !== "" && <span className="truncate font-mono">{nameLine(model)}</span>}
              <span className="shrink-0 whitespace-nowrap text-faint">{sourceWords(model)}</span>
            </span>
          </TableCell>
          <TableCell className="py-2">
            <span className="block whitespace-nowrap">{typeLooks[model.type].label}</span>
            <span className="block max-w-60 truncate font-mono text-dim text-sm" title={addressOf(model)}>
              {addressOf(model)}
              {(model.endpoints?.length ?? 0) > 0 && ` +${model.endpoints?.length}`}
            </span>
          </TableCell>
          <TableCell className="py-2">
            <span className="flex gap-1 whitespace-nowrap">
              {capabilityLabels(model.capabilities).map((label) => (
                <Badge key={label}>{label}</Badge>
              ))}
            </span>
          </TableCell>
          <TableCell className="w-full py-2">
            <ModelState status={model.status} now={now} isBrief={hasResult} />
          </TableCell>
          <TableCell isNumeric>{model.maxConcurrent}</TableCell>
          <TableCell className="whitespace-nowrap pl-0">
            <span className="flex items-center justify-end gap-1">
              <Button
                size="sm"
                isLoading={test.isPending}
                aria-label={`Test ${model.name}`}
                onClick={() => test.mutate({ id: model.id })}
              >
                Test
              </Button>
              <Menu entries={entries}>
                <IconButton size="sm" label={`More for ${model.name}`} icon={<Ellipsis />} />
              </Menu>
            </span>
          </TableCell>
        </TableRow>
      </ContextMenu>
      {hasResult && (
        <TableRow>
          <TableCell colSpan={6} className="pb-2.5">
            {test.data && <TestResult test={test.data} onEdit={edit} />}
            {test.isError && <ErrorNote title={appErrorOf(test.error).message} hint={appErrorOf(test.error).hint} />}
          </TableCell>
        </TableRow>
      )}
    </>
  );
}

function useTest() {
  const refresh = useRefreshModels();
  return useMutation(useTRPC().models.test.mutationOptions({ onSettled: refresh }));
}

function sourceWords({ source, hidesFileEntry }: ModelSummary): string {
  if (source === "file") return "from models.yaml";
  return hidesFileEntry ? "changed here, over models.yaml" : "added here";
}

/** The id that workflows name and what the server calls it, as far as they are not the name itself. */
function nameLine({ id, name, model, type }: ModelSummary): string {
  return [...new Set([id, ...(type === "gguf" ? [] : [model])])].filter((text) => text !== name).join(" · ");
}
