"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Markdown } from "@/components/ui/markdown";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { printValue } from "@/nodes/core/json";
import type { Workflow } from "@/nodes/core/workflow";
import { type OutputValue, outputValues } from "./output-values";
import type { RunView } from "./run-store";
import { StarterBadge } from "./starter-badge";
import { referenceOf, ValueView } from "./value-view";

/** What the workflow gives, by name; text shows while it is being written. */
export function OutputView({ view, document }: { view: RunView; document: Pick<Workflow, "nodes" | "connections"> }) {
  const outputs = outputValues(document, view);
  if (outputs.length === 0) {
    return (
      <EmptyState isCompact title="This workflow has no output">
        Add an output node and connect what the run shall give.
      </EmptyState>
    );
  }
  return (
    <div className="grid h-full content-start gap-5 overflow-y-auto px-4 py-3">
      {outputs.map((output) => (
        <Output key={output.nodeId || output.name} output={output} />
      ))}
    </div>
  );
}

function Output({ output }: { output: OutputValue }) {
  const { name, state, value, isFromStarter } = output;
  const canCopy = state === "done" && referenceOf(value) === undefined;
  return (
    <section className="grid min-w-0 max-w-190 gap-1.5" aria-label={`Output ${name}`}>
      <header className="flex h-6 items-center gap-2">
        <h3 className="font-mono text-dim text-sm">{name}</h3>
        {state === "writing" && <Status status="running" label="writing" className="text-sm" />}
        {isFromStarter && <StarterBadge />}
        {canCopy && <CopyButton text={() => printValue(value)} label={`Copy ${name}`} className="ml-auto" />}
      </header>
      <div className="min-w-0">
        <Body output={output} />
      </div>
    </section>
  );
}

function Body({ output: { name, format, state, value } }: { output: OutputValue }) {
  if (state === "pending") return <Skeleton className="h-4 w-2/3" />;
  if (state === "none") return <p className="text-faint">Nothing reached this output in this run.</p>;
  if (state === "writing") {
    const text = String(value ?? "");
    return format === "markdown" ? (
      <Markdown>{text}</Markdown>
    ) : (
      <p className="whitespace-pre-wrap break-words font-mono text-sm/5">{text}</p>
    );
  }
  return <ValueView value={value} label={`Output ${name}`} format={format} maxHeight={480} />;
}
