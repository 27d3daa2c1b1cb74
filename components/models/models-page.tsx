"use client";

import { Cpu, FileCode, Plus, RefreshCw } from "lucide-react";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useCommands } from "@/components/layout/commands";
import { PageFrame, Section } from "@/components/layout/page-frame";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Discovery } from "./discovery";
import { FileProblems } from "./file-problems";
import { NoModel, OnlyStarter, WaysToModel } from "./first-model";
import { ModelDialog, type ModelDialogSubject } from "./model-dialog";
import { ModelTable } from "./model-table";
import type { Probe } from "./model-types";
import { PullDialog } from "./pull-dialog";
import { useAddFound } from "./use-add-found";
import { useDeletePulled } from "./use-delete-pulled";
import { useDiscovery } from "./use-discovery";
import { useModels } from "./use-models";
import { useRemoveModel } from "./use-remove-model";
import { YamlDialog } from "./yaml-dialog";

type Open =
  | { readonly dialog: "model"; readonly subject: ModelDialogSubject }
  | { readonly dialog: "yaml" }
  | { readonly dialog: "pull"; readonly probe: Probe };

/** The models that workflows can use, what runs on this machine, and the ways to add one. */
export function ModelsPage() {
  const models = useModels();
  const [open, setOpen] = useState<Open>();
  const configured = models.data ?? [];
  const hasNone = models.data?.length === 0;
  const hasOwn = configured.some(({ isStarter }) => !isStarter);
  const discovery = useDiscovery(models.data !== undefined && !hasOwn);
  const adding = useAddFound(configured);
  const removeModel = useRemoveModel();
  const deletePulled = useDeletePulled();

  const close = () => setOpen(undefined);
  const add = (initial: Extract<ModelDialogSubject, { initial: unknown }>["initial"] = {}) =>
    setOpen({ dialog: "model", subject: { initial } });
  useCommands([
    {
      id: "models.add",
      label: "Add a model",
      group: "Models",
      icon: <Plus />,
      keys: "n",
      keywords: ["endpoint", "new"],
      run: () => add(),
    },
    {
      id: "models.look",
      label: "Look for servers on this machine",
      group: "Models",
      icon: <RefreshCw />,
      keywords: ["discover", "ollama", "lm studio"],
      run: discovery.look,
    },
    {
      id: "models.yaml",
      label: "Show models.yaml",
      group: "Models",
      icon: <FileCode />,
      keywords: ["export"],
      run: () => setOpen({ dialog: "yaml" }),
    },
    ...configured.map((model) => ({
      id: `models.edit:${model.id}`,
      label: `Edit ${model.name}`,
      group: "Models",
      icon: <Cpu />,
      listed: "menu" as const,
      run: () => setOpen({ dialog: "model" as const, subject: { model } }),
    })),
  ]);

  const servers = (
    <Discovery
      query={discovery.query}
      onLook={discovery.look}
      configured={configured}
      adding={adding}
      onPull={(probe) => setOpen({ dialog: "pull", probe })}
      onConnect={({ type, base_url }) => add({ type, baseUrl: base_url })}
    />
  );
  return (
    <PageFrame
      title="Models"
      actions={
        <>
          {configured.length > 0 && (
            <Button variant="ghost" icon={<FileCode />} onClick={() => setOpen({ dialog: "yaml" })}>
              models.yaml
            </Button>
          )}
          <Button variant="primary" icon={<Plus />} kbd="n" onClick={() => add()}>
            Add a model
          </Button>
        </>
      }
    >
      <FileProblems />
      {models.isPending && <SkeletonRows count={4} label="Loading models" />}
      {models.isError && (
        <ErrorNote
          title={appErrorOf(models.error).message}
          hint={appErrorOf(models.error).hint}
          action={<Button onClick={() => void models.refetch()}>Try again</Button>}
        />
      )}
      {hasNone && <NoModel />}
      {configured.length > 0 && (
        <Section title="Configured" description="Workflows name a model by its id, or say “default”.">
          <ModelTable
            models={configured}
            onEdit={(model) => setOpen({ dialog: "model", subject: { model } })}
            onRemove={(model) => void removeModel(model)}
            onDeletePulled={(model) => void deletePulled(model)}
          />
          {!hasOwn && <OnlyStarter />}
        </Section>
      )}
      {models.data !== undefined && servers}
      {models.data !== undefined && !hasOwn && (
        <WaysToModel onAddEndpoint={() => add({ type: "custom" })} onUseFile={() => add({ type: "gguf" })} />
      )}
      {open?.dialog === "model" && <ModelDialog subject={open.subject} models={configured} onClose={close} />}
      {open?.dialog === "yaml" && <YamlDialog onClose={close} />}
      {open?.dialog === "pull" && (
        <PullDialog
          server={open.probe}
          onClose={close}
          onPulled={(name) => {
            close();
            adding.mutate({ probe: open.probe, models: [{ name }] });
            discovery.look();
          }}
        />
      )}
    </PageFrame>
  );
}
