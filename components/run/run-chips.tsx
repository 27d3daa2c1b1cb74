"use client";

import { Chip } from "@/components/ui/badge";
import { formatBytes, formatPlural } from "@/components/ui/format";
import { Popover } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";
import type { HostUse } from "@/nodes/core/run-state";
import { hostsElsewhere } from "./hosts";
import { useRunView, useWholeRunView } from "./run-context";
import { isLive, modelSpeed } from "./run-facts";
import { useLiveState } from "./use-live-connection";

/** Quiet facts about the run that is shown. */
export function RunChips() {
  const hasRun = useRunView((view) => view.run !== null);
  const live = useLiveState();
  return (
    <>
      {live === "reconnecting" && (
        <Chip role="status" className="text-running">
          <Spinner /> Reconnecting…
        </Chip>
      )}
      {hasRun && <HostsChip />}
      {hasRun && <SpeedChip />}
    </>
  );
}

function HostsChip() {
  const { run } = useWholeRunView();
  const hosts = hostsElsewhere(run?.hosts.values() ?? []);
  if (hosts.length === 0) {
    return <Chip tone="ok">{isLive(run?.status) ? "Nothing leaves this machine" : "Nothing left this machine"}</Chip>;
  }
  return (
    <Popover
      label="Hosts that the run reached"
      trigger={
        <button type="button" className="rounded-full">
          <Chip tone="waiting" className="hover:text-ink">
            {hosts.length === 1
              ? `Reached ${hosts[0]?.host.replace(/:(443|80)$/, "")}`
              : `Reached ${formatPlural(hosts.length, "host")}`}
          </Chip>
        </button>
      }
    >
      <HostList hosts={hosts} />
    </Popover>
  );
}

function HostList({ hosts }: { hosts: readonly HostUse[] }) {
  return (
    <ul className="grid gap-1">
      {hosts.map(({ host, requests, bytesSent }) => (
        <li key={host} className="flex items-baseline justify-between gap-4">
          <span className="truncate font-mono text-sm">{host}</span>
          <span className="shrink-0 text-dim text-sm tabular-nums">
            {formatPlural(requests, "request")}, {formatBytes(bytesSent)} sent
          </span>
        </li>
      ))}
    </ul>
  );
}

/** "starter · 128 tok/s": the model that writes, or wrote last. */
function SpeedChip() {
  const view = useWholeRunView();
  const speed = view.run === null ? undefined : modelSpeed(view.run);
  if (speed === undefined) return null;
  const { model, tokensPerSecond, isEstimate } = speed;
  return (
    <Chip>
      {model}
      {tokensPerSecond !== undefined && (
        <span className="tabular-nums">
          · {isEstimate ? "≈ " : ""}
          {Math.round(tokensPerSecond)} tok/s
        </span>
      )}
    </Chip>
  );
}
