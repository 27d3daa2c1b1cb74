"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useState } from "react";
import { fetchValue } from "@/components/run/fetch-value";
import { referenceOf } from "@/components/run/value-view";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { matchesKeys } from "@/components/ui/keys";
import { usePlatform } from "@/components/ui/platform";
import { SkeletonRows } from "@/components/ui/skeleton";
import { readFork, startFork } from "./fork-draft";
import { useForkDraft } from "./fork-drafts";
import { ForkFields } from "./fork-fields";
import { type ForkPoint, keyOf } from "./fork-points";
import { errorsByField, useFork } from "./use-fork";

export interface ForkFormProps {
  runId: string;
  point: ForkPoint;
  /** The workflow may have been deleted since. */
  hasWorkflow: boolean;
  /** The server does not begin at this node. */
  onRefused: (sentence: string | undefined) => void;
  onClose: () => void;
}

/** What the node gives, and how far the new run goes. Key it by the node. */
export function ForkForm(props: ForkFormProps) {
  const { output } = props.point;
  const large = Object.values(output ?? {}).flatMap((value) => referenceOf(value) ?? []);
  const whole = useQuery({
    queryKey: ["fork output", ...large],
    queryFn: ({ signal }) => withValues(output ?? {}, signal),
    enabled: large.length > 0,
    gcTime: 0,
    retry: false,
  });
  if (large.length === 0) return <Form {...props} output={output} />;
  if (whole.isSuccess) return <Form {...props} output={whole.data} />;
  if (whole.isError) return <Form {...props} output={undefined} problem={whole.error.message} />;
  return <SkeletonRows count={3} label="Loading what the node gave" />;
}

async function withValues(output: Readonly<Record<string, unknown>>, signal: AbortSignal) {
  const entries = Object.entries(output).map(async ([port, value]) => {
    const id = referenceOf(value);
    return [port, id === undefined ? value : (await fetchValue(id, signal)).value] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

interface FormProps extends ForkFormProps {
  output: Readonly<Record<string, unknown>> | undefined;
  problem?: string;
}

function Form({ runId, point, hasWorkflow, output, problem, onRefused, onClose }: FormProps) {
  const { draft, change, forget } = useForkDraft(runId, keyOf(point), () => startFork(point.ports, output));
  const { start, isStarting, error, forgetError } = useFork(() => {
    forget();
    onClose();
  });
  const [isAsked, setIsAsked] = useState(false);
  const platform = usePlatform();
  const read = readFork(draft);
  const refused = errorsByField(error);
  const isElsewhere = error !== undefined && Object.keys(refused).length === 0;
  const refusal = refused.fromNode ?? refused.path;
  useEffect(() => onRefused(refusal), [onRefused, refusal]);

  function submit() {
    setIsAsked(true);
    if (isStarting || (draft.way === "output" && !read.ok)) return;
    start({
      id: runId,
      fromNode: point.nodeId,
      ...(point.path === "" ? {} : { path: point.path }),
      isCurrent: draft.isCurrent,
      ...(draft.until === "" ? {} : { until: draft.until }),
      ...(draft.way === "output" && read.ok ? { output: read.output } : {}),
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!matchesKeys("mod+enter", event.nativeEvent, platform)) return;
    event.preventDefault();
    event.stopPropagation();
    submit();
  }

  return (
    <div onKeyDownCapture={onKeyDown} className="grid grid-cols-1 gap-4">
      {problem !== undefined && <ErrorNote severity="warning" title={problem} />}
      <ForkFields
        point={point}
        draft={draft}
        output={output}
        hasWorkflow={hasWorkflow}
        problems={{ ...(isAsked && draft.way === "output" && !read.ok ? read.problems : {}), ...refused }}
        onChange={(part) => {
          forgetError();
          change(part);
        }}
      />
      {isElsewhere && (
        <ErrorNote
          title={error.message}
          hint={error.hint}
          cause={(error.issues ?? [])
            .map((issue) => issue.message)
            .filter((message) => !error.message.includes(message))
            .slice(0, 5)
            .join(" ")}
        />
      )}
      <div className="sticky -bottom-4 -mx-4 -mb-4 flex justify-end gap-2 border-t bg-panel px-4 py-3">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" kbd="mod+enter" isLoading={isStarting} onClick={submit}>
          Start the run
        </Button>
      </div>
    </div>
  );
}
