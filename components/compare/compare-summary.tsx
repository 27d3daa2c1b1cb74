"use client";

import { useMemo } from "react";
import { runDuration } from "@/components/run/run-facts";
import { tokensInAndOut } from "@/components/run/token-words";
import { formatDuration, formatPlural } from "@/components/ui/format";
import type { Usage } from "@/nodes/core/trace-event";
import { countDifferences } from "./document-difference";
import { DocumentSection } from "./document-section";
import { SectionLine } from "./section-line";
import { type Section, valueSections } from "./sections";
import { SummaryLine } from "./summary-line";
import type { Comparison } from "./use-comparison";

/** Both runs as a whole: how long they took, what they used, what they were given and what they gave. */
export function CompareSummary({ comparison }: { comparison: Comparison }) {
  const { a, b, documents } = comparison;
  const [timeA, timeB] = [runDuration(a.state, a.state.lastAt), runDuration(b.state, b.state.lastAt)];
  const sections = useMemo(() => wholeSections(comparison), [comparison]);
  return (
    <section aria-label="Summary" className="border-b pt-2 pb-3">
      <SummaryLine title="Time" a={formatDuration(timeA)} b={formatDuration(timeB)} note={change(timeA, timeB)} />
      <SummaryLine title="Tokens" a={tokens(a.state.usage)} b={tokens(b.state.usage)} />
      {sections.map((section) => (
        <SectionLine key={section.key} section={section} />
      ))}
      {countDifferences(documents) > 0 && <DocumentSection comparison={comparison} />}
    </section>
  );
}

function change(a: number, b: number): string {
  const difference = b - a;
  if (Math.abs(difference) < Math.max(50, a * 0.05)) return "";
  return `${formatDuration(Math.abs(difference))} ${difference > 0 ? "longer" : "shorter"}`;
}

function tokens(usage: Usage): string {
  if (usage.modelCalls === 0) return "No model call";
  return [tokensInAndOut(usage) || "0 tokens", formatPlural(usage.modelCalls, "call")].join(" · ");
}

/** The input where it differs, each output, and what a run failed with. */
function wholeSections({ a: { state: a }, b: { state: b }, isSame }: Comparison): Section[] {
  const values = (title: string, one: object | null, other: object | null): Section[] => {
    const [left, right] = [one ?? {}, other ?? {}] as Record<string, unknown>[];
    const names = [...new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])];
    return names.flatMap((name) =>
      valueSections(title, name, left?.[name], right?.[name], !isSame(left?.[name], right?.[name])),
    );
  };
  const errors = [a.error?.message, b.error?.message] as const;
  return [
    ...values("Input", a.input, b.input).filter(({ isDifferent }) => isDifferent),
    ...values("Output", a.output, b.output),
    ...(errors[0] === undefined && errors[1] === undefined
      ? []
      : [{ key: "error", title: "Error", a: errors[0], b: errors[1], isDifferent: errors[0] !== errors[1] }]),
  ];
}
