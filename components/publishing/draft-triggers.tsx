"use client";

import { NodeIcon } from "@/components/palette/node-icon";
import { NextTimes } from "@/components/triggers/next-times";
import { textIn, triggerSubject } from "@/components/triggers/trigger-types";
import { useOrigin } from "@/components/triggers/use-origin";
import { webhookAddress } from "@/components/triggers/webhook-call";
import { CopyButton } from "@/components/ui/copy-button";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import type { ResolvedNode } from "@/nodes/core/resolve-node";

/** The triggers of what is drawn, each with what it will listen to. */
export function DraftTriggers() {
  const resolved = useWorkflow((state) => state.resolved);
  const triggers = [...resolved.values()].filter(isLiveTrigger);
  if (triggers.length === 0) {
    return (
      <p className="text-pretty text-dim">
        Nothing starts it by itself: it has no trigger. Add a Webhook, a Schedule, a File watch or a Chat where
        something should.
      </p>
    );
  }
  return (
    <ul className="grid gap-2.5">
      {triggers.map((one) => (
        <li key={one.node.id} className="flex items-start gap-2.5">
          <NodeIcon definition={one.definition} />
          <div className="min-w-0 flex-1">
            <p className="truncate font-medium">{one.node.name || one.definition?.title}</p>
            <Subject trigger={one} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function isLiveTrigger({ definition, node }: ResolvedNode): boolean {
  return definition?.entry === "trigger" && node.disabled !== true;
}

function Subject({ trigger: { node, config } }: { trigger: ResolvedNode }) {
  const origin = useOrigin();
  if (node.type === "webhook" && config !== undefined) {
    const address = webhookAddress(origin, config);
    return (
      <p className="flex items-center gap-1 text-dim text-sm">
        <span className="min-w-0 break-all font-mono">
          {textIn(config, "method")} {address}
        </span>
        <CopyButton text={address} label="Copy the address" />
      </p>
    );
  }
  if (node.type === "schedule" && config !== undefined) {
    return (
      <>
        <p className="font-mono text-dim text-sm">{triggerSubject(node.type, config)}</p>
        <NextTimes cron={textIn(config, "cron")} timezone={textIn(config, "timezone")} count={2} />
      </>
    );
  }
  return <p className="break-all font-mono text-dim text-sm">{triggerSubject(node.type, config)}</p>;
}
