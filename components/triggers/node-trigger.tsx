"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, CirclePause, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTRPC } from "@/components/api/trpc-provider";
import { type Publication, usePublication } from "@/components/publishing/use-publication";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { formatPlural } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import type { ResolvedNode } from "@/nodes/core/resolve-node";
import { NextTimes } from "./next-times";
import { type LiveTrigger, textIn, triggerSubject } from "./trigger-types";
import { useOrigin } from "./use-origin";
import { curlLine, webhookAddress } from "./webhook-call";

/** Below the settings of a trigger: what it will listen to, and whether the published version does. */
export function NodeTrigger({ resolved: { node, config } }: { resolved: ResolvedNode }) {
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  if (config === undefined || isReadOnly) return null;
  return (
    <div className="grid grid-cols-1 gap-3.5 border-t pt-3.5">
      <LiveNote node={node} config={config} />
      {node.type === "webhook" && <WebhookPlace config={config} />}
      {node.type === "schedule" && (
        <Part title="Next times">
          <NextTimes cron={textIn(config, "cron")} timezone={textIn(config, "timezone")} />
        </Part>
      )}
      {node.type === "file-watch" && <FolderPlace folder={textIn(config, "folder")} glob={textIn(config, "glob")} />}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid min-w-0 grid-cols-1 gap-1">
      <h3 className="text-dim text-sm">{title}</h3>
      {children}
    </section>
  );
}

function WebhookPlace({ config }: { config: Readonly<Record<string, unknown>> }) {
  const origin = useOrigin();
  if (textIn(config, "path") === "") return null;
  const address = webhookAddress(origin, config);
  return (
    <>
      <Part title="Address">
        <p className="flex items-start gap-1 text-sm">
          <span className="min-w-0 flex-1 select-all break-all font-mono">{address}</span>
          <CopyButton text={address} label="Copy the address" />
        </p>
      </Part>
      <Part title="Call it">
        <CodeBlock isWrapped code={curlLine(origin, config)} />
      </Part>
    </>
  );
}

function FolderPlace({ folder, glob }: { folder: string; glob: string }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.triggers.folder.queryOptions({ folder, glob }, { placeholderData: keepPreviousData, retry: false }),
  );
  // Whoever may not change the workflow is not told where it lies.
  if (query.data === undefined) return null;
  const { place, files, problem } = query.data;
  return (
    <Part title="Watched folder">
      <p className="flex items-start gap-1 text-sm">
        <span className="min-w-0 flex-1 select-all break-all font-mono">{place}</span>
        <CopyButton text={place} label="Copy the folder" />
      </p>
      <p className={cn("text-sm", problem === null ? "text-faint" : "text-bad")}>
        {problem ??
          (files === null
            ? "It is not there yet: publishing makes it."
            : `${formatPlural(files, "file")} in it that fit. Those that are there when you publish start no run.`)}
      </p>
    </Part>
  );
}

/** Whether the published version has this trigger, and as it stands here. */
function LiveNote({ node, config }: { node: ResolvedNode["node"]; config: Readonly<Record<string, unknown>> }) {
  const publication = usePublication();
  if (publication === undefined) return null;
  const live = publication.triggers.find(({ nodeId }) => nodeId === node.id);
  return (
    <Part title="Published">
      <LiveState publication={publication} live={live} config={config} />
      {live?.lastRunId != null && live.lastStatus !== null && (
        <p className="flex items-center gap-1.5 text-sm">
          Last run:
          <Link href={`/runs/${live.lastRunId}`} className="rounded-sm hover:underline">
            <Status status={live.lastStatus} />
          </Link>
        </p>
      )}
      {live?.lastError != null && (
        <p className="text-bad text-sm">The last time no run was started: {live.lastError}</p>
      )}
    </Part>
  );
}

interface LiveStateProps {
  publication: Publication;
  live: LiveTrigger | undefined;
  config: Readonly<Record<string, unknown>>;
}

function LiveState({ publication: { published }, live, config }: LiveStateProps) {
  if (published === null) return <Line icon={<CircleDashed />}>Not yet. Publish the workflow to turn it on.</Line>;
  const version = `version ${published.version}`;
  if (live === undefined)
    return <Line icon={<CircleDashed />}>The published {version} does not have it. Publish again to turn it on.</Line>;
  if (live.isPaused) return <Line icon={<CirclePause />}>It is turned off. Turn it on under Triggers.</Line>;
  if (live.problem !== null) return <Line icon={<TriangleAlert className="text-bad" />}>{live.problem}</Line>;
  const subject = triggerSubject(live.type, live.config);
  if (subject !== triggerSubject(live.type, config))
    return (
      <Line icon={<TriangleAlert className="text-running" />}>
        The published {version} has <span className="break-all font-mono">{subject}</span>. Publish again to change it.
      </Line>
    );
  return <Line icon={<CircleCheck className="text-ok" />}>It is live, in {version}.</Line>;
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 text-sm [&>svg]:mt-0.5 [&>svg]:size-3.5 [&>svg]:shrink-0">
      {icon}
      <span className="min-w-0 text-pretty">{children}</span>
    </p>
  );
}
