"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { ErrorNote } from "@/components/ui/error-note";
import { JsonView } from "@/components/ui/json-view";
import { Markdown } from "@/components/ui/markdown";
import { isJsonObject } from "@/nodes/core/json";
import { fetchValue } from "./fetch-value";
import type { OutputFormat } from "./output-values";

export interface ValueViewProps {
  value: unknown;
  /** For screen readers: "Output of Researcher". */
  label: string;
  /** How text is shown; what is no text is always shown as JSON. Default: text. */
  format?: OutputFormat;
  maxHeight?: number;
}

/** A value of a run. One that is too large for the trace is fetched when it is asked for. */
export function ValueView({ value, label, format = "text", maxHeight }: ValueViewProps) {
  const id = referenceOf(value);
  if (id !== undefined) return <LargeValue id={id} label={label} format={format} maxHeight={maxHeight} />;
  if (typeof value !== "object" && typeof value !== "string") return <PlainText text={String(value)} />;
  if (typeof value !== "string" || format === "json") {
    return <JsonView value={value} label={label} maxHeight={maxHeight} />;
  }
  if (format === "markdown") return <Markdown>{value}</Markdown>;
  return value === "" ? <p className="text-faint">Empty text</p> : <PlainText text={value} maxHeight={maxHeight} />;
}

function PlainText({ text, maxHeight }: { text: string; maxHeight?: number }) {
  return (
    <div className="overflow-auto" style={{ maxHeight }}>
      <CodeBlock code={text} isWrapped />
    </div>
  );
}

/** Values above a size are stored once and stand in the trace as `{ "$ref": id }`. */
export function referenceOf(value: unknown): string | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return undefined;
  return typeof value.$ref === "string" ? value.$ref : undefined;
}

function LargeValue({ id, label, format, maxHeight }: Omit<ValueViewProps, "value"> & { id: string }) {
  const [isWanted, setIsWanted] = useState(false);
  const query = useQuery({
    queryKey: ["value", id],
    queryFn: ({ signal }) => fetchValue(id, signal),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.isSuccess) {
    return <ValueView value={query.data.value} label={label} format={format} maxHeight={maxHeight} />;
  }
  if (query.isError) {
    return (
      <ErrorNote
        title={query.error.message}
        action={
          <Button size="sm" onClick={() => void query.refetch()}>
            Try again
          </Button>
        }
      />
    );
  }
  return (
    <Button size="sm" isLoading={query.isFetching} onClick={() => setIsWanted(true)}>
      Show the large value
    </Button>
  );
}
