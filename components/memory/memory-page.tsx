"use client";

import { Library, Plus } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useCommands } from "@/components/layout/commands";
import { TopBar } from "@/components/layout/top-bar";
import { Button } from "@/components/ui/button";
import { TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { CachesSection } from "./caches-section";
import { emptyCollection } from "./collection-form";
import { CollectionsSection } from "./collections-section";
import { RememberedSection } from "./remembered-section";
import { RetentionSection } from "./retention-section";
import { SaveCollection, type SaveSubject } from "./save-collection";

const tabs = [
  { value: "collections", label: "Collections" },
  { value: "remembered", label: "Remembered" },
  { value: "retention", label: "Retention" },
  { value: "caches", label: "Caches" },
] as const;
type Tab = (typeof tabs)[number]["value"];

/** What can be searched here, what was remembered, how long all of it is kept, and what the caches save. */
export function MemoryPage() {
  const router = useRouter();
  const wanted = useSearchParams().get("tab");
  const tab: Tab = tabs.find(({ value }) => value === wanted)?.value ?? "collections";
  const [saving, setSaving] = useState<SaveSubject>();
  const create = () => setSaving({ initial: emptyCollection });
  useCommands([
    {
      id: "memory.new",
      label: "New collection",
      group: "Memory",
      icon: <Plus />,
      keys: "n",
      keywords: ["knowledge", "create"],
      run: create,
    },
    ...tabs.map(({ value, label }) => ({
      id: `memory.tab:${value}`,
      label: `Show ${label.toLowerCase()}`,
      group: "Memory",
      icon: <Library />,
      listed: "menu" as const,
      run: () => router.replace(`/memory?tab=${value}`),
    })),
  ]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TopBar
        title="Memory"
        actions={
          <Button variant="primary" icon={<Plus />} kbd="n" onClick={create}>
            New collection
          </Button>
        }
      />
      <Tabs
        data-region
        value={tab}
        onValueChange={(next) => router.replace(next === "collections" ? "/memory" : `/memory?tab=${next}`)}
        className="flex-1 bg-canvas"
      >
        <TabList label="Parts of the memory" tabs={[...tabs]} className="bg-panel px-6!" />
        <TabPanel value="collections">
          <div className={column}>
            <CollectionsSection onCreate={create} onEdit={(collection) => setSaving({ collection })} />
          </div>
        </TabPanel>
        <TabPanel value="remembered">
          <div className={column}>
            <RememberedSection />
          </div>
        </TabPanel>
        <TabPanel value="retention">
          <div className={column}>
            <RetentionSection />
          </div>
        </TabPanel>
        <TabPanel value="caches">
          <div className={column}>
            <CachesSection />
          </div>
        </TabPanel>
      </Tabs>
      {saving && <SaveCollection subject={saving} onClose={() => setSaving(undefined)} />}
    </div>
  );
}

const column = "mx-auto w-full max-w-310 px-6 py-6";
