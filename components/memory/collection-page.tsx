"use client";

import { Ellipsis, FileUp, Globe, Pencil, Replace, Scissors, Trash2 } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useCommands } from "@/components/layout/commands";
import { TopBar } from "@/components/layout/top-bar";
import { usePageTitle } from "@/components/layout/use-page-title";
import { Chip } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { formatCount, formatPlural } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { SkeletonRows } from "@/components/ui/skeleton";
import { TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { AddPage } from "./add-page";
import { Bench } from "./bench";
import { CollectionJobs } from "./collection-jobs";
import { DocumentPane } from "./document-pane";
import { DocumentsSection } from "./documents-section";
import { EmbedDialog } from "./embed-dialog";
import { FileTaker } from "./file-taker";
import { collectionPath } from "./memory-paths";
import type { CollectionSummary } from "./memory-types";
import { QueryError } from "./query-error";
import { RetentionOf } from "./retention-of";
import { SaveCollection } from "./save-collection";
import { SplitAll } from "./split-all";
import { UploadList } from "./upload-list";
import { useCollection } from "./use-collection";
import { useRemoveCollection } from "./use-remove-collection";
import { useUploads } from "./use-uploads";

/** One collection: its documents, a bench that searches it, and how long it keeps things. */
export function CollectionPage({ id }: { id: string }) {
  const query = useCollection(id);
  usePageTitle(query.data?.name ?? "");
  if (query.data) return <Loaded collection={query.data} />;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TopBar crumbs={[{ label: "Memory", href: "/memory" }]} title="Collection" />
      <div className="mx-auto w-full max-w-310 px-6 py-6">
        {query.isPending ? (
          <SkeletonRows count={6} label="Loading the collection" />
        ) : (
          <QueryError error={query.error} onRetry={() => void query.refetch()} />
        )}
      </div>
    </div>
  );
}

type Open = "edit" | "page" | "embed" | "split";
const tabs = ["documents", "search", "retention"] as const;
type Tab = (typeof tabs)[number];

function Loaded({ collection }: { collection: CollectionSummary }) {
  const { id, name, description, documents, chunks, space, embedder } = collection;
  const router = useRouter();
  const params = useSearchParams();
  const documentId = params.get("document");
  const tab: Tab = tabs.find((one) => one === params.get("tab")) ?? "documents";
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const remove = useRemoveCollection();
  const { uploads, queue } = useUploads(id);
  const show = (next: Tab) =>
    router.replace(next === "documents" ? collectionPath(id) : `${collectionPath(id)}?tab=${next}`);
  useCommands([
    {
      id: "memory.page",
      label: "Add a page by its address",
      group: "Memory",
      icon: <Globe />,
      run: () => setOpen("page"),
    },
    { id: "memory.bench", label: "Search the collection", group: "Memory", keys: "/", run: () => show("search") },
    { id: "memory.edit", label: "Edit the collection", group: "Memory", icon: <Pencil />, run: () => setOpen("edit") },
    {
      id: "memory.embed",
      label: "Embed with another model",
      group: "Memory",
      icon: <Replace />,
      run: () => setOpen("embed"),
    },
  ]);

  return (
    <FileTaker
      into={name}
      onFiles={(files) => {
        queue.add(files);
        if (tab !== "documents" || documentId !== null) show("documents");
      }}
    >
      {(chooseFiles) => (
        <div className="flex h-full min-h-0 flex-col">
          <TopBar
            crumbs={[{ label: "Memory", href: "/memory" }]}
            title={name}
            state={
              <Chip className="max-w-60 max-xl:hidden" title="What its vectors are made with">
                <span className="truncate font-mono">{space?.model ?? embedder}</span>
              </Chip>
            }
            actions={
              <>
                <Menu
                  entries={[
                    { label: "Edit…", icon: <Pencil />, onSelect: () => setOpen("edit") },
                    {
                      label: "Split all again…",
                      icon: <Scissors />,
                      isDisabled: chunks === 0,
                      onSelect: () => setOpen("split"),
                    },
                    { label: "Embed with another model…", icon: <Replace />, onSelect: () => setOpen("embed") },
                    { type: "separator" },
                    {
                      label: "Delete…",
                      icon: <Trash2 />,
                      tone: "danger",
                      onSelect: () => void remove(collection).then((isGone) => isGone && router.push("/memory")),
                    },
                  ]}
                >
                  <IconButton label="More for the collection" icon={<Ellipsis />} />
                </Menu>
                <Button icon={<Globe />} onClick={() => setOpen("page")}>
                  Add a page
                </Button>
                <Button variant="primary" icon={<FileUp />} onClick={chooseFiles}>
                  Add files
                </Button>
              </>
            }
          />
          <Tabs data-region value={tab} onValueChange={show} className="flex-1 bg-canvas">
            <TabList
              label="Parts of the collection"
              className="bg-panel px-6!"
              tabs={[
                { value: "documents", label: "Documents", end: formatCount(documents) },
                { value: "search", label: "Search" },
                { value: "retention", label: "Retention" },
              ]}
              end={<span className="tabular-nums">{formatPlural(chunks, "passage")}</span>}
            />
            <TabPanel value="documents">
              <div className={column}>
                <CollectionJobs collectionId={id} />
                <UploadList
                  uploads={uploads}
                  onRetry={(one) => queue.retry(one)}
                  onCancel={(one) => queue.cancel(one)}
                />
                {documentId === null ? (
                  <>
                    {description !== "" && <p className="mb-4 max-w-190 text-pretty text-dim">{description}</p>}
                    <DocumentsSection
                      collection={collection}
                      onChooseFiles={chooseFiles}
                      onAddPage={() => setOpen("page")}
                    />
                  </>
                ) : (
                  <DocumentPane key={documentId} id={documentId} collection={collection} />
                )}
              </div>
            </TabPanel>
            <TabPanel value="search">
              <div className={column}>
                <Bench collectionId={id} isEmpty={chunks === 0} />
              </div>
            </TabPanel>
            <TabPanel value="retention">
              <div className={column}>
                <RetentionOf key={id} collection={collection} />
              </div>
            </TabPanel>
          </Tabs>
          {open === "edit" && <SaveCollection subject={{ collection }} onClose={close} />}
          {open === "page" && <AddPage collection={collection} onClose={close} />}
          {open === "embed" && <EmbedDialog collection={collection} onClose={close} />}
          {open === "split" && <SplitAll collection={collection} onClose={close} />}
        </div>
      )}
    </FileTaker>
  );
}

const column = "mx-auto w-full max-w-310 px-6 py-6";
