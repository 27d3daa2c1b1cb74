"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { fieldOfPath } from "@/components/canvas/field-of-path";
import { capabilityLines } from "@/components/run/capability-lines";
import { CapabilityList } from "@/components/run/grants-dialog";
import { IssueLine } from "@/components/run/run-issues";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { Issue } from "@/nodes/core/issue";
import type { Capabilities } from "@/nodes/core/workflow";
import { DraftTriggers } from "./draft-triggers";
import { stateSentence, usePublication, usePublicationState } from "./use-publication";
import { usePublish } from "./use-publish";

/** Says what publishing would do, what is in its way, and does it. */
export function PublishDialog({ onClose }: { onClose: () => void }) {
  const store = useWorkflowStore();
  const published = usePublication()?.published ?? null;
  const state = usePublicationState();
  const [label, setLabel] = useState("");
  const { missing, isKnown } = useMissingGrants();
  const wanted = missing === undefined ? [] : capabilityLines(missing);
  const { publish, unpublish, isBusy, error, issues: refused } = usePublish({ missing, onDone: onClose });
  const [found] = useState(() => store.actions.findIssuesNow().all.filter(({ severity }) => severity === "error"));
  const issues = refused ?? found;

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Publish"
      description="Triggers, and programs that run the published version, take the workflow as it is now. Later edits stay with you until you publish again."
      footer={
        <>
          {published !== null && (
            <Button variant="ghost" className="mr-auto" isLoading={isBusy === "unpublish"} onClick={unpublish}>
              Unpublish
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={issues.length > 0 || !isKnown}
            isLoading={isBusy === "publish"}
            onClick={() => publish(label)}
          >
            {wanted.length > 0 ? "Allow and publish" : "Publish"}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-dim">{stateSentence(state, published)}</p>
        {error && issues.length === 0 && <ErrorNote title={error.message} hint={error.hint} />}
        {issues.length > 0 && <Issues issues={issues} onClose={onClose} />}
        <section className="grid gap-1.5">
          <h3 className="text-dim text-sm">What starts it from then on</h3>
          <DraftTriggers />
        </section>
        {wanted.length > 0 && (
          <section className="grid gap-1.5">
            <h3 className="text-dim text-sm">It wants to, and nobody has allowed it yet</h3>
            <CapabilityList lines={wanted} />
          </section>
        )}
        <Field label="Label" hint="Optional: how you find this version again.">
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              placeholder="Answers in two languages"
              value={label}
              onChange={(event) => setLabel(event.target.value)}
              onKeyDown={(event) => event.key === "Enter" && issues.length === 0 && publish(label)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}

/** Each leads to its field. */
function Issues({ issues, onClose }: { issues: readonly Issue[]; onClose: () => void }) {
  const store = useWorkflowStore();
  return (
    <section role="alert" className="rounded-lg border border-bad/35 bg-bad/8 p-1">
      <p className="px-2 pt-1.5 pb-1 font-medium">
        {issues.length === 1 ? "One thing has to change first" : `${issues.length} things have to change first`}
      </p>
      {issues.map((issue) => (
        <IssueLine
          key={`${issue.path} ${issue.code} ${issue.message}`}
          issue={issue}
          onShow={({ nodeId, path }) => {
            if (nodeId === undefined) return;
            onClose();
            store.actions.focusField(nodeId, fieldOfPath(path));
          }}
        />
      ))}
    </section>
  );
}

function useMissingGrants(): { missing: Capabilities | undefined; isKnown: boolean } {
  const trpc = useTRPC();
  const { workflowId } = useWorkflowStore().getState();
  const query = useQuery(trpc.workflows.grants.queryOptions({ id: workflowId }, { staleTime: 0 }));
  return { missing: query.data?.missing, isKnown: !query.isPending };
}
