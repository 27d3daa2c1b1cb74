import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { capabilityLines } from "@/components/run/capability-lines";
import { CapabilityList } from "@/components/run/grants-dialog";
import { Chip } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { formatPlural } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import type { Requires } from "@/nodes/core/workflow";
import { type ImportCandidate, type ImportReport, nameOf } from "./import-candidate";
import { IssueList } from "./issue-list";
import { MiniGraph } from "./mini-graph";
import { NodeTypeIcons } from "./node-type-icons";

export interface ImportPreviewProps {
  candidate: ImportCandidate;
  /** For a check that did not come to an end. */
  onCheckAgain: () => void;
}

/** One text before it is stored: what it is, what it will be able to reach, and what is wrong with it. */
export function ImportPreview({ candidate, onCheckAgain }: ImportPreviewProps) {
  const { facts, state } = candidate;
  return (
    <div className="grid gap-4">
      <Heading candidate={candidate} />
      {state.status === "checking" && <Skeleton className="h-16 w-full" />}
      {state.status === "refused" && <Refusal candidate={candidate} onCheckAgain={onCheckAgain} />}
      {"report" in state && (
        <>
          {facts.graph && <Reach requires={facts.graph.requires} />}
          <Findings report={state.report} nodeNames={facts.nodeNames} />
        </>
      )}
    </div>
  );
}

function Heading({ candidate }: { candidate: ImportCandidate }) {
  const { facts, label } = candidate;
  const name = nameOf(candidate);
  return (
    <div className="flex gap-3">
      {facts.graph && <MiniGraph sketch={facts.graph.sketch} width={132} height={72} />}
      <div className="grid min-w-0 content-center gap-1">
        <h3 className="truncate font-semibold">{name}</h3>
        {facts.description && <p className="line-clamp-2 text-dim text-sm">{facts.description}</p>}
        <p className="flex items-center gap-2 text-faint text-sm">
          {facts.graph && (
            <>
              <NodeTypeIcons types={facts.graph.nodeTypes} />
              {formatPlural(facts.graph.sketch.nodes.length, "node")}
            </>
          )}
          {label !== name && <span className="truncate">{label}</span>}
        </p>
      </div>
    </div>
  );
}

/** What a run of it may touch; nothing of it is granted by importing. */
function Reach({ requires }: { requires: Requires }) {
  const lines = capabilityLines(requires.capabilities);
  return (
    <Part title="What it can reach">
      {lines.length === 0 ? (
        <p className="flex items-center gap-2.5">
          <ShieldCheck className="size-4 shrink-0 text-ok" aria-hidden />
          Only its models: no hosts, no files, no code, no commands.
        </p>
      ) : (
        <>
          <CapabilityList lines={lines} />
          <p className="mt-1 text-dim text-sm">Importing allows none of this. You are asked before its first run.</p>
        </>
      )}
      <Needs label="Models" names={requires.models} />
      <Needs label="Secrets" names={requires.secrets} />
    </Part>
  );
}

function Needs({ label, names }: { label: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p className="mt-2 flex flex-wrap items-center gap-1.5 text-dim text-sm">
      {label}:
      {names.map((name) => (
        <Chip key={name} className="font-mono">
          {name}
        </Chip>
      ))}
    </p>
  );
}

function Findings({ report, nodeNames }: { report: ImportReport; nodeNames: ReadonlyMap<string, string> }) {
  const { issues, approximated } = report;
  return (
    <>
      {approximated.length > 0 && (
        <Part title="Taken over only nearly">
          <ul className="grid gap-1">
            {approximated.map(({ kind, name, nodeId }) => (
              <li key={`${kind} ${nodeId} ${name}`}>{name}</li>
            ))}
          </ul>
        </Part>
      )}
      {issues.length > 0 && (
        <Part
          title={
            issues.some(({ severity }) => severity === "error") ? "What keeps it from running yet" : "Worth a look"
          }
        >
          <IssueList issues={issues} nodeNames={nodeNames} />
        </Part>
      )}
    </>
  );
}

function Refusal({ candidate, onCheckAgain }: ImportPreviewProps) {
  const { facts, state } = candidate;
  if (state.status !== "refused") return null;
  const { message, hint, issues = [], code } = state.error;
  const isPassing = code === "NETWORK_FAILED" || code === "TIMED_OUT";
  const hasPlaces = issues.length > 1 || issues.some(({ path }) => path !== "");
  return (
    <>
      <ErrorNote
        title={hasPlaces ? `${countOf(issues.length)} this from being imported.` : message}
        cause={facts.syntaxError}
        hint={hint ?? (isPassing ? undefined : nextStep(facts.syntaxError !== undefined, issues.length))}
        action={isPassing && <Button onClick={onCheckAgain}>Check again</Button>}
      />
      {hasPlaces && (
        <Part title="What to change in the file">
          <IssueList issues={issues} nodeNames={facts.nodeNames} />
        </Part>
      )}
    </>
  );
}

function countOf(problems: number): string {
  return problems === 1 ? "One problem keeps" : `${formatPlural(problems, "problem")} keep`;
}

function nextStep(isBroken: boolean, issueCount: number): string {
  if (isBroken) return "Export the workflow again where it comes from, or mend the file in an editor.";
  return issueCount > 0 ? "Nothing was stored. Mend the file and import it again." : "Nothing was stored.";
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h4 className="mb-1.5 font-semibold text-faint text-xs">{title}</h4>
      {children}
    </section>
  );
}
