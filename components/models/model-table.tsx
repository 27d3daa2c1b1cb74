"use client";

import { useNow } from "@/components/run/use-now";
import { Table, TableHead, TableHeader } from "@/components/ui/table";
import { defaultModel } from "./default-model";
import { ModelRow, type ModelRowProps } from "./model-row";
import type { ModelSummary } from "./model-types";

export interface ModelTableProps extends Pick<ModelRowProps, "onEdit" | "onRemove" | "onDeletePulled"> {
  models: readonly ModelSummary[];
}

export function ModelTable({ models, ...actions }: ModelTableProps) {
  const now = useNow(10_000);
  const fallback = defaultModel(models);
  return (
    <div className="overflow-x-auto rounded-lg border bg-panel">
      <Table aria-label="Models">
        <TableHead>
          <tr>
            <TableHeader>Model</TableHeader>
            <TableHeader>Answers from</TableHeader>
            <TableHeader>Can</TableHeader>
            <TableHeader>Last use</TableHeader>
            <TableHeader
              isNumeric
              title="Calls that each of its servers gets at one time; more of them wait in a fair queue."
            >
              At once
            </TableHeader>
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </tr>
        </TableHead>
        <tbody>
          {models.map((model) => (
            <ModelRow key={model.id} model={model} isDefault={model === fallback} now={now} {...actions} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}
