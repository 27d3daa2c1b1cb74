"use client";

import { Play } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import type { RunError } from "@/nodes/core/app-error";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import type { Workflow } from "@/nodes/core/workflow";
import { EventsView } from "./events-view";
import { nodeLooks } from "./node-look";
import { OutputView } from "./output-view";
import { ReplayBar } from "./replay-bar";
import { useWholeRunView } from "./run-context";
import { RunErrorBar } from "./run-error-bar";
import { RunHeadline } from "./run-headline";
import { Waterfall } from "./waterfall";

export type TraceTab = "waterfall" | "events" | "output";

export interface TracePanelProps {
  /** Whose nodes the run is shown with: the open document, or the graph that the run was frozen with. */
  document: Workflow;
  definitions: NodeDefinitions;
  selected: ReadonlySet<string>;
  onSelectNode: (nodeId: string) => void;
  /** Opens what an error names; without it no "Fix" is offered. */
  onFix?: (error: RunError, nodeId: string) => void;
  /** Shows the scrubber. */
  isReplay: boolean;
  tab: TraceTab;
  onTabChange: (tab: TraceTab) => void;
  /** Buttons at the right end of the tabs. */
  actions?: ReactNode;
}

/** The run that is shown, as a waterfall, as events, and as what it gives. */
export function TracePanel(props: TracePanelProps) {
  const { document, definitions, selected, onSelectNode, isReplay, tab, onTabChange, actions } = props;
  const view = useWholeRunView();
  const { nodes, agents } = document;
  const look = useMemo(() => nodeLooks({ nodes, agents }, definitions), [nodes, agents, definitions]);

  return (
    <Tabs value={tab} onValueChange={onTabChange} className="h-full bg-panel" data-region data-trace>
      <TabList
        label="Trace"
        tabs={[
          { value: "waterfall", label: "Waterfall" },
          { value: "events", label: "Events", end: view.eventCount > 0 ? view.eventCount : undefined },
          { value: "output", label: "Output" },
        ]}
        end={
          <>
            <RunHeadline view={view} maxRuns={document.settings.maxRuns} />
            {actions}
          </>
        }
      />
      {view.run === null ? (
        <NoRun />
      ) : (
        <>
          {isReplay && <ReplayBar />}
          {view.run.error && (
            <RunErrorBar error={view.run.error} look={look} onFix={props.onFix} onSelectNode={onSelectNode} />
          )}
          <TabPanel value="waterfall" className="overflow-hidden">
            <Waterfall view={view} look={look} selected={selected} onSelectNode={onSelectNode} />
          </TabPanel>
          <TabPanel value="events" className="overflow-hidden">
            <EventsView view={view} look={look} onSelectNode={onSelectNode} />
          </TabPanel>
          <TabPanel value="output" className="overflow-hidden">
            <OutputView view={view} document={document} />
          </TabPanel>
        </>
      )}
    </Tabs>
  );
}

function NoRun() {
  return (
    <EmptyState isCompact icon={<Play />} title="No run yet" className="my-auto">
      Press <Kbd keys="mod+enter" isBoxed /> to run the workflow. What each node did and how long it took shows here.
    </EmptyState>
  );
}
