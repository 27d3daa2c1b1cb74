"use client";

import { History } from "lucide-react";
import { useState } from "react";
import { lentFacts } from "@/components/canvas/lent-facts";
import { fixPlace, useFix } from "@/components/canvas/use-fix";
import { TemplatePreview } from "@/components/fields/template-preview";
import { heldWord, isHeld } from "@/components/run/held-nodes";
import { isOnlyLent } from "@/components/run/lent-run";
import { nodeRunStatus, reusedRun } from "@/components/run/node-run-status";
import { nodeRunsOf } from "@/components/run/node-runs-of";
import { inPartWord, ranInPart } from "@/components/run/ran-in-part";
import { ReusedFrom } from "@/components/run/reused-from";
import { useRunView, useWholeRunView } from "@/components/run/run-context";
import { nodeRunOf } from "@/components/run/run-store";
import { StarterBadge } from "@/components/run/starter-badge";
import { tokensInAndOut } from "@/components/run/token-words";
import { useRunNow } from "@/components/run/use-run-now";
import { ValueView } from "@/components/run/value-view";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { formatDuration, formatPlural } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { Status } from "@/components/ui/status";
import { toneText } from "@/components/ui/tone";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { pathWords } from "@/nodes/core/item-path";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { ResolvedNode } from "@/nodes/core/resolve-node";
import { isNodeRunOver } from "@/nodes/core/run-status";
import { InspectorSection } from "./inspector-section";
import { ItemResults } from "./item-results";
import { PinnedSection } from "./pinned-section";
import { RunActions, RunToHere } from "./run-actions";
import { SpanList } from "./span-list";
import { StaleNote } from "./stale-note";
import { useFieldScope } from "./use-field-scope";
import { WaitingNote } from "./waiting-note";

/** What the node did in the run that is shown. */
export function LastRunTab({ resolved }: { resolved: ResolvedNode }) {
  const view = useWholeRunView();
  const { node } = resolved;
  const [chosenKey, setChosenKey] = useState<string>();
  const runs = nodeRunsOf(view, node.id);
  const run = (chosenKey && runs.get(chosenKey)) || nodeRunOf(view, node.id);
  const now = useRunNow(view, 5);
  const isWaiting = run?.status === "waiting";

  if (run === undefined) {
    return (
      <div className="grid grid-cols-1 gap-4">
        <PinnedSection node={node} />
        <EmptyState
          isCompact
          icon={<History />}
          title={view.run === null ? "No run yet" : "Not reached"}
          actions={<RunToHere nodeId={node.id} />}
        >
          {view.run === null
            ? "Run the workflow: what went in, what came out and how long it took shows here."
            : "The run that is shown has not come to this node."}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      {runs.size > 1 && (
        <Select
          aria-label="Which run of this node"
          value={nodeRunKey(run.nodeId, run.path)}
          onValueChange={setChosenKey}
          options={[...runs].map(([value, { path }]) => ({ value, label: placeLabel(path) }))}
        />
      )}
      <Facts run={run} now={now} />
      {isWaiting && <WaitingNote run={run} />}
      <StaleNote run={run} />
      {isNodeRunOver(run.status) && <RunActions run={run} />}
      <PinnedSection node={node} />
      {!isWaiting && <WaitingNote run={run} />}
      <Failure run={run} />
      {run.items && resolved.definition?.catches !== true && <ItemResults items={run.items} />}
      <Values title="Input" values={run.input} />
      <Prompts resolved={resolved} run={run} />
      <Written run={run} />
      <Values title="Output" values={run.output} />
      <Logs run={run} />
      <SpanList spans={run.spans} now={now} />
    </div>
  );
}

function placeLabel(path: string): string {
  const words = pathWords(path);
  return words === "" ? "In the workflow" : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Where the state's own word says too little. */
function wordOf(run: NodeRun): string | undefined {
  if (ranInPart(run)) return inPartWord;
  return isHeld(run) ? heldWord : undefined;
}

function Facts({ run, now }: { run: NodeRun; now: number }) {
  const duration =
    run.durationMs ?? (run.startedAt === undefined ? undefined : (run.finishedAt ?? now) - run.startedAt);
  const facts = [
    duration === undefined || run.reusedFrom !== undefined ? "" : formatDuration(Math.max(0, duration)),
    run.usage === undefined || run.usage.modelCalls === 0 ? "" : formatPlural(run.usage.modelCalls, "model call"),
    run.usage === undefined ? "" : tokensInAndOut(run.usage),
    run.attempt > 1 ? `attempt ${run.attempt}` : "",
  ].filter((fact) => fact !== "");
  const runStatus = useRunView((view) => view.run?.status) ?? "running";
  const source = reusedRun(run);
  const lent = isOnlyLent(run) ? lentFacts(run, runStatus) : undefined;
  return (
    <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
      <Status status={lent?.status ?? nodeRunStatus(run)} label={lent?.word ?? wordOf(run)} />
      <span className="text-dim tabular-nums">{(lent?.facts ?? facts).join(" · ")}</span>
      {source !== undefined && <ReusedFrom runId={source} isGiven={run.isGiven} />}
      {run.isFromStarter === true && <StarterBadge />}
    </p>
  );
}

function Failure({ run }: { run: NodeRun }) {
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const fix = useFix();
  const { error, retries } = run;
  const hasPlace = useWorkflow(
    (state) => error !== undefined && fixPlace(state, error, run.nodeId).field !== undefined,
  );
  return (
    <>
      {error && (
        <ErrorNote
          title={error.message}
          cause={error.cause}
          hint={error.hint}
          code={error.code}
          severity={run.status === "failed" ? "error" : "warning"}
          action={
            !isReadOnly &&
            hasPlace && (
              <Button size="sm" onClick={() => fix(error, run.nodeId)}>
                Fix
              </Button>
            )
          }
        />
      )}
      {retries.length > 0 && (
        <InspectorSection title="Tried again after">
          <ol className="grid gap-1 text-sm">
            {retries.map(({ at, attempt, error: why }) => (
              <li key={`${attempt} ${at}`} className="text-pretty text-dim">
                {attempt}. {why === "interrupted" ? "The server stopped in the middle of it." : why.message}
              </li>
            ))}
          </ol>
        </InspectorSection>
      )}
    </>
  );
}

function Values({ title, values }: { title: string; values: NodeRun["input"] }) {
  const entries = Object.entries(values ?? {});
  if (values === undefined || entries.length === 0) return null;
  return (
    <InspectorSection title={title}>
      {entries.map(([port, value]) => (
        <div key={port} className="grid gap-1">
          <span className="font-mono text-faint text-xs">{port}</span>
          <ValueView value={value} label={`${title} ${port}`} maxHeight={240} />
        </div>
      ))}
    </InspectorSection>
  );
}

/** The templates of the node with what went into it. */
function Prompts({ resolved, run }: { resolved: ResolvedNode; run: NodeRun }) {
  const { lastValues } = useFieldScope(resolved);
  const templates = (resolved.definition?.fields ?? []).filter((field) => field.input === "template");
  const written = templates.flatMap(({ name, label }) => {
    const text = resolved.config?.[name];
    return typeof text === "string" && text.trim() !== "" ? [{ name, label, text }] : [];
  });
  if (lastValues === undefined || run.input === undefined || written.length === 0) return null;
  return (
    <InspectorSection title="Written out" note="The texts as they stand in the settings now, with this run's input.">
      {written.map(({ name, label, text }) => (
        <div key={name} className="grid gap-1">
          <span className="text-faint text-xs">{label}</span>
          <TemplatePreview text={text} values={{ ...lastValues, ...run.input }} />
        </div>
      ))}
    </InspectorSection>
  );
}

function Written({ run }: { run: NodeRun }) {
  const entries = Object.entries(run.streamed ?? {});
  if (entries.length === 0) return null;
  return (
    <InspectorSection title={run.status === "running" ? "Writing" : "Written until it stopped"}>
      {entries.map(([port, text]) => (
        <p
          key={port}
          className="max-h-60 overflow-y-auto whitespace-pre-wrap break-words rounded-md border bg-canvas px-2.5 py-2 font-mono text-sm/5"
        >
          {text}
        </p>
      ))}
    </InspectorSection>
  );
}

const levelTones = { debug: "neutral", info: "neutral", warning: "running", error: "bad" } as const;

function Logs({ run }: { run: NodeRun }) {
  if (run.logs.length === 0) return null;
  return (
    <InspectorSection title="Log">
      <ol className="grid gap-0.5 font-mono text-sm">
        {run.logs.map((line, index) => (
          // A log is only ever appended to.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index} className="flex gap-2">
            <span className={toneText[levelTones[line.level]]}>{line.level}</span>
            <span className="min-w-0 break-words">{line.message}</span>
          </li>
        ))}
      </ol>
    </InspectorSection>
  );
}
