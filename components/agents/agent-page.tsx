"use client";

import { useQuery } from "@tanstack/react-query";
import { Copy, Ellipsis, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { PageFrame } from "@/components/layout/page-frame";
import { TopBar } from "@/components/layout/top-bar";
import { usePageTitle } from "@/components/layout/use-page-title";
import { Chip } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { SkeletonRows } from "@/components/ui/skeleton";
import { TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { AgentForm } from "./agent-form";
import { AgentIssues } from "./agent-issues";
import { AgentPerformance } from "./agent-performance";
import { AgentStatusBadge } from "./agent-status-badge";
import type { Agent } from "./agent-types";
import { ComparePane } from "./compare-pane";
import { TryPane } from "./try-pane";
import { useAgentActions } from "./use-agent-actions";
import { type DraftState, useAgentDraft } from "./use-agent-draft";

const crumbs = [{ label: "Agents", href: "/agents" }];

/** One agent: its settings at the left; at the right it is tried, compared, and measured. */
export function AgentPage({ id }: { id: string }) {
  const query = useQuery(useTRPC().agents.get.queryOptions({ id }, { staleTime: 0 }));
  if (query.data !== undefined) return <LoadedAgent key={query.data.id} agent={query.data as Agent} />;
  const error = query.isError ? appErrorOf(query.error) : undefined;
  return (
    <PageFrame crumbs={crumbs} title="Agent" width="narrow">
      {error === undefined ? (
        <SkeletonRows count={6} label="Loading the agent" />
      ) : (
        <ErrorNote
          title={error.message}
          hint={error.hint}
          action={<Button onClick={() => void query.refetch()}>Try again</Button>}
        />
      )}
    </PageFrame>
  );
}

type Pane = "try" | "compare" | "performance";

function LoadedAgent({ agent }: { agent: Agent }) {
  const router = useRouter();
  const { draft, state, failure, change } = useAgentDraft(agent);
  const { duplicate, remove } = useAgentActions();
  const [pane, setPane] = useState<Pane>("try");
  usePageTitle(draft.name);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TopBar
        crumbs={crumbs}
        title={draft.name.trim() === "" ? "Agent" : draft.name}
        state={
          <>
            <AgentStatusBadge status={draft.status} />
            <SavedChip state={state} />
          </>
        }
        actions={
          <Menu
            entries={[
              { label: "Duplicate", icon: <Copy />, onSelect: () => duplicate.mutate({ id: agent.id }) },
              { type: "separator" },
              {
                label: "Delete",
                icon: <Trash2 />,
                tone: "danger",
                onSelect: () => void remove(agent).then((isGone) => isGone && router.push("/agents")),
              },
            ]}
          >
            <IconButton label="More" icon={<Ellipsis />} />
          </Menu>
        }
      />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(20rem,27rem)_minmax(0,1fr)]">
        <div data-region className="min-h-0 overflow-y-auto border-r bg-panel p-4">
          {failure && <ErrorNote className="mb-4" title={`Not saved. ${failure}`} />}
          <AgentIssues id={agent.id} draft={draft} />
          <AgentForm draft={draft} onChange={change} />
        </div>
        <Tabs value={pane} onValueChange={setPane} className="min-h-0" data-region>
          <TabList
            label="Agent"
            tabs={[
              { value: "try", label: "Try" },
              { value: "compare", label: "Compare" },
              { value: "performance", label: "Performance" },
            ]}
          />
          <TabPanel value="try" className="p-4">
            <TryPane id={agent.id} draft={draft} />
          </TabPanel>
          <TabPanel value="compare" className="p-4">
            <ComparePane agent={agent} draft={draft} />
          </TabPanel>
          <TabPanel value="performance" className="p-4">
            <AgentPerformance id={agent.id} />
          </TabPanel>
        </Tabs>
      </div>
    </div>
  );
}

const savedWords = {
  saved: { label: "Saved", tone: "ok" },
  saving: { label: "Saving…", tone: "running" },
  invalid: { label: "Not saved: look at the form", tone: "bad" },
  failed: { label: "Not saved", tone: "bad" },
} as const satisfies Record<DraftState, object>;

function SavedChip({ state }: { state: DraftState }) {
  const { label, tone } = savedWords[state];
  return (
    <Chip tone={tone} role="status">
      {label}
    </Chip>
  );
}
