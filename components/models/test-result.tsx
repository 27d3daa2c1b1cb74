import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { formatDuration } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { speedFacts } from "./model-state";
import type { ModelTest } from "./model-types";

/** What one short call to the model gave: its answer and how fast, or what is wrong and what to do. */
export function TestResult({ test, onEdit }: { test: ModelTest; onEdit: () => void }) {
  if (!test.ok) {
    return (
      <ErrorNote
        title={test.error?.message ?? "The model did not answer."}
        hint={test.error?.hint}
        code={test.error?.code}
        action={
          <Button size="sm" onClick={onEdit}>
            Edit
          </Button>
        }
      />
    );
  }
  const facts = [`${formatDuration(test.durationMs)} in all`, ...speedFacts(figuresOf(test.attributes))];
  return (
    <p role="status" className="flex min-w-0 items-center gap-2 text-dim text-sm">
      <Status status="completed" label="It answers" />
      <span className="tabular-nums">{facts.join(" · ")}</span>
      {test.text && <q className="truncate font-mono">{test.text.trim()}</q>}
    </p>
  );
}

/** From the attributes that a call leaves on its span. */
function figuresOf(attributes: ModelTest["attributes"]) {
  return {
    timeToFirstTokenMs: numberAt(attributes, "heddle.time_to_first_token_ms"),
    tokensPerSecond: numberAt(attributes, "heddle.tokens_per_second"),
  };
}

function numberAt(attributes: ModelTest["attributes"], name: string): number | undefined {
  const value = attributes[name];
  return typeof value === "number" ? value : undefined;
}
