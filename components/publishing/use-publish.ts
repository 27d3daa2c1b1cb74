"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { appErrorOf, type ClientError } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { joinCapabilities } from "@/components/run/capability-lines";
import { toast } from "@/components/ui/toast";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { isAppError } from "@/nodes/core/app-error";
import type { Issue } from "@/nodes/core/issue";
import type { Capabilities } from "@/nodes/core/workflow";

export interface UsePublish {
  /** What it wants and was not allowed; publishing allows it. */
  readonly missing: Capabilities | undefined;
  readonly onDone: () => void;
}

/** Publishes the open workflow as it is drawn, or takes it back. */
export function usePublish({ missing, onDone }: UsePublish) {
  const store = useWorkflowStore();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isBusy, setIsBusy] = useState<"publish" | "unpublish" | undefined>();
  const [error, setError] = useState<ClientError | undefined>();
  const { workflowId: id } = store.getState();

  async function allow(): Promise<void> {
    const asksForMore =
      missing && (missing.hosts.length + missing.files.length + missing.commands.length > 0 || missing.code);
    if (!asksForMore) return;
    const { grants } = await client.workflows.grants.query({ id });
    await client.workflows.setGrants.mutate({ id, grants: joinCapabilities(grants, missing) });
  }

  function act(kind: "publish" | "unpublish", work: () => Promise<string>): void {
    if (isBusy !== undefined) return;
    setIsBusy(kind);
    setError(undefined);
    work()
      .then((done) => {
        toast.done(done, { id: "publish" });
        onDone();
      })
      .catch((thrown: unknown) => setError(clientErrorOf(thrown)))
      .finally(() => {
        setIsBusy(undefined);
        // Lists, versions and grants show it, too.
        void queries.invalidateQueries({ queryKey: trpc.workflows.pathKey() });
        void queries.invalidateQueries({ queryKey: trpc.triggers.pathKey() });
      });
  }

  return {
    isBusy,
    error,
    issues: issuesOf(error),
    publish: (label: string) =>
      act("publish", async () => {
        await store.actions.flush();
        await allow();
        const named = label.trim() === "" ? {} : { label: label.trim() };
        const { version } = await client.workflows.publish.mutate({ id, ...named });
        return `Version ${version} is published`;
      }),
    unpublish: () =>
      act("unpublish", async () => {
        await client.workflows.unpublish.mutate({ id });
        return "Nothing is published any more";
      }),
  };
}

function issuesOf(error: ClientError | undefined): readonly Issue[] | undefined {
  const errors = (error?.issues ?? []).filter(({ severity }) => severity === "error");
  return errors.length === 0 ? undefined : errors;
}

function clientErrorOf(thrown: unknown): ClientError {
  return isAppError(thrown)
    ? { code: thrown.code, message: thrown.userMessage, hint: thrown.hint }
    : appErrorOf(thrown);
}
