"use client";

import { useWholeRunView } from "@/components/run/run-context";
import { openModelCalls, runDuration, runFacts } from "@/components/run/run-facts";
import { useRunNow } from "@/components/run/use-run-now";
import { ValueView } from "@/components/run/value-view";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { InspectorHeader } from "./inspector-header";
import { InspectorSection } from "./inspector-section";

/** A past run as a whole: what went in and what came out. */
export function RunInspector({ onClose }: { onClose: (() => void) | undefined }) {
  const name = useWorkflow((state) => state.document.name);
  const view = useWholeRunView();
  const now = useRunNow(view, 5);
  const { run } = view;
  return (
    <>
      <InspectorHeader
        title={<h2 className="truncate font-semibold">{name}</h2>}
        subtitle={run === null ? "Run" : `Run · ${runFacts(runDuration(run, now), run.usage, openModelCalls(run))}`}
        onClose={onClose}
      />
      <div className="mt-1 grid min-h-0 flex-1 grid-cols-1 content-start gap-5 overflow-y-auto border-t p-3">
        {run !== null && <Values title="Input" values={run.input} empty="It was started without input." />}
        {run !== null && run.output !== null && <Values title="Output" values={run.output} empty="It gave nothing." />}
        <p className="text-faint text-sm">The graph is the one that this run was started with.</p>
      </div>
    </>
  );
}

function Values({ title, values, empty }: { title: string; values: Readonly<Record<string, unknown>>; empty: string }) {
  const entries = Object.entries(values);
  return (
    <InspectorSection title={title}>
      {entries.length === 0 && <p className="text-faint text-sm">{empty}</p>}
      {entries.map(([name, value]) => (
        <div key={name} className="grid min-w-0 gap-1">
          <span className="font-mono text-faint text-xs">{name}</span>
          <ValueView value={value} label={`${title} ${name}`} maxHeight={260} />
        </div>
      ))}
    </InspectorSection>
  );
}
