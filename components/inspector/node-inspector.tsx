"use client";

import { useEffect, useState } from "react";
import { NodeIcon } from "@/components/palette/node-icon";
import { waitsForPerson } from "@/components/run/asked-question";
import { nodeRunStatus } from "@/components/run/node-run-status";
import { useNodeRun } from "@/components/run/use-node-run";
import { Badge } from "@/components/ui/badge";
import { StatusIcon } from "@/components/ui/status";
import { type TabEntry, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { useResolvedNode, useWorkflow, useWorkflowActions } from "@/components/workflow-store/workflow-context";
import type { ResolvedNode } from "@/nodes/core/resolve-node";
import { InspectorHeader, TitleInput } from "./inspector-header";
import { LastRunTab } from "./last-run-tab";
import { PolicyTab } from "./policy-tab";
import { SettingsTab } from "./settings-tab";
import { useFieldFocus } from "./use-field-focus";

type Tab = "settings" | "run" | "policy";

export interface NodeInspectorProps {
  nodeId: string;
  onClose: (() => void) | undefined;
}

/** One node: its name, its settings, what it did in the run that is shown, and what happens when it fails. */
export function NodeInspector({ nodeId, onClose }: NodeInspectorProps) {
  const resolved = useResolvedNode(nodeId);
  const [tab, setTab] = useTab(nodeId);
  const focusedPath = useFieldFocus(nodeId, ({ isLastRun }) => setTab(isLastRun ? "run" : "settings"));
  if (resolved === undefined) return null;
  const { node, definition } = resolved;

  return (
    <>
      <NodeHeader resolved={resolved} onClose={onClose} />
      {definition?.decoration ? (
        <div className="min-h-0 flex-1 overflow-y-auto border-t p-3">
          <SettingsTab resolved={resolved} focusedPath={focusedPath} />
        </div>
      ) : (
        <Tabs value={tab} onValueChange={setTab} className="flex-1">
          <TabList label="Inspector" tabs={tabs(nodeId)} />
          <TabPanel value="settings" className="p-3">
            <SettingsTab resolved={resolved} focusedPath={focusedPath} />
          </TabPanel>
          <TabPanel value="run" className="p-3">
            <LastRunTab key={node.id} resolved={resolved} />
          </TabPanel>
          <TabPanel value="policy" className="p-3">
            <PolicyTab resolved={resolved} />
          </TabPanel>
        </Tabs>
      )}
    </>
  );
}

/** What waits for a person is answered first. One who is at work in the inspector is not led away from it. */
function useTab(nodeId: string) {
  const run = useNodeRun(nodeId);
  const isAsking = run !== undefined && waitsForPerson(run);
  const [tab, setTab] = useState<Tab>(isAsking ? "run" : "settings");
  useEffect(() => {
    if (isAsking && document.activeElement?.closest("[role=tabpanel]") == null) setTab("run");
  }, [isAsking]);
  return [tab, setTab] as const;
}

function tabs(nodeId: string): TabEntry[] {
  return [
    { value: "settings", label: "Settings" },
    { value: "run", label: "Last run", end: <LastRunMark nodeId={nodeId} /> },
    { value: "policy", label: "Policy" },
  ];
}

function LastRunMark({ nodeId }: { nodeId: string }) {
  const run = useNodeRun(nodeId);
  return run === undefined || run.status === "pending" ? null : <StatusIcon status={nodeRunStatus(run)} />;
}

function NodeHeader({ resolved, onClose }: { resolved: ResolvedNode; onClose: (() => void) | undefined }) {
  const { node, definition } = resolved;
  const { renameNode } = useWorkflowActions();
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const typeTitle = definition?.title ?? node.type;
  return (
    <InspectorHeader
      icon={<NodeIcon definition={definition} />}
      title={
        <TitleInput
          label="Name of the node"
          value={node.name ?? ""}
          placeholder={typeTitle}
          isReadOnly={isReadOnly}
          onChange={(name) => renameNode(node.id, name)}
        />
      }
      subtitle={
        <>
          {typeTitle} · <span className="select-all font-mono text-xs">{node.id}</span>
          {resolved.isTool && (
            <>
              {" "}
              <Badge>used as a tool</Badge>
            </>
          )}
        </>
      }
      onClose={onClose}
    />
  );
}
