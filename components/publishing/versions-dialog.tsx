"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import type { ApiOutputs } from "@/components/api/types";
import { useNow } from "@/components/run/use-now";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { formatRelativeTime } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { useWorkflow, useWorkflowStore } from "@/components/workflow-store/workflow-context";

type Version = ApiOutputs["workflows"]["versions"]["items"][number];

/** What the workflow was before: kept, published or restored by somebody, or by itself now and then. */
export function VersionsDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const store = useWorkflowStore();
  const { workflowId: id } = store.getState();
  const revision = useWorkflow((state) => state.revision);
  const now = useNow(10_000);
  const query = useQuery(trpc.workflows.versions.queryOptions({ id }, { staleTime: 0 }));
  const renew = () => queries.invalidateQueries({ queryKey: trpc.workflows.pathKey() });
  const restore = useMutation(
    trpc.workflows.restore.mutationOptions({
      onSuccess: (_, { version }) => toast.done(`The workflow is as it was in version ${version}`, { id: "version" }),
      onSettled: renew,
    }),
  );

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Versions"
      description="Restoring makes a version the newest one again; what you have now is kept as a version too."
    >
      <div className="grid gap-3">
        <KeepVersion onKept={renew} />
        {restore.isError && (
          <ErrorNote title={appErrorOf(restore.error).message} hint={appErrorOf(restore.error).hint} />
        )}
        {query.isPending && <SkeletonRows count={4} label="Loading versions" />}
        {query.isError && <ErrorNote title={appErrorOf(query.error).message} hint={appErrorOf(query.error).hint} />}
        <ul aria-label="Versions" className="grid">
          {query.data?.items.map((version) => (
            <VersionLine
              key={version.version}
              version={version}
              now={now}
              isNow={version.revision === revision}
              isRestoring={restore.isPending && restore.variables.version === version.version}
              onRestore={() => {
                // What is still on its way belongs to what is there now.
                store.actions
                  .flush()
                  .then(() => restore.mutate({ id, version: version.version }))
                  .catch((thrown: unknown) => toast.failed(appErrorOf(thrown).message, { id: "version" }));
              }}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

interface VersionLineProps {
  version: Version;
  now: Date;
  /** It is what is drawn. */
  isNow: boolean;
  isRestoring: boolean;
  onRestore: () => void;
}

function VersionLine({ version, now, isNow, isRestoring, onRestore }: VersionLineProps) {
  const at = new Date(version.createdAt);
  return (
    <li className="flex min-h-11 items-center gap-3 border-line/60 border-b py-1.5 last:border-0">
      <span className="w-8 shrink-0 text-right font-mono text-dim text-sm">{version.version}</span>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{version.label ?? reasons[version.reason] ?? version.reason}</span>
          {version.isPublished && <Badge tone="ok">published</Badge>}
          {isNow && <Badge>now</Badge>}
        </p>
        <time dateTime={version.createdAt} title={at.toLocaleString()} className="text-dim text-sm">
          {formatRelativeTime(at, now)}
        </time>
      </div>
      {!isNow && (
        <Button size="sm" isLoading={isRestoring} onClick={onRestore} aria-label={`Restore version ${version.version}`}>
          Restore
        </Button>
      )}
    </li>
  );
}

const reasons: Readonly<Record<string, string>> = {
  created: "Created",
  imported: "Imported",
  duplicated: "Duplicated",
  example: "Example",
  saved: "Saved",
  restored: "Restored",
  published: "Published",
  automatic: "Kept by itself while editing",
};

function KeepVersion({ onKept }: { onKept: () => void }) {
  const trpc = useTRPC();
  const store = useWorkflowStore();
  const [label, setLabel] = useState("");
  const keep = useMutation(
    trpc.workflows.keepVersion.mutationOptions({
      onSuccess: () => setLabel(""),
      onError: (error) => toast.failed(appErrorOf(error).message, { id: "version" }),
      onSettled: onKept,
    }),
  );
  function submit() {
    const name = label.trim();
    if (name === "" || keep.isPending) return;
    store.actions
      .flush()
      .then(() => keep.mutate({ id: store.getState().workflowId, label: name }))
      .catch((thrown: unknown) => toast.failed(appErrorOf(thrown).message, { id: "version" }));
  }
  return (
    <form
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Input
        aria-label="Label of a new version"
        placeholder="Label, to keep what you have now"
        maxLength={200}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
      />
      <Button type="submit" disabled={label.trim() === ""} isLoading={keep.isPending}>
        Keep
      </Button>
    </form>
  );
}
