"use client";

import { Zap } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { PageFrame } from "@/components/layout/page-frame";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { formatPlural } from "@/components/ui/format";
import { SearchInput } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { LoadMore } from "@/components/workflows/load-more";
import { definitions } from "@/nodes/definitions";
import { type LiveTrigger, triggerSubject } from "./trigger-types";
import { TriggersTable } from "./triggers-table";
import { useTriggers } from "./use-triggers";

const all = "all";
const triggerTypes = [...definitions.values()].filter(({ entry }) => entry === "trigger");
/** More of them are drawn when somebody comes near their end. */
const rowsAtOnce = 50;

/** What starts runs by itself: every trigger of every published workflow. */
export function TriggersPage() {
  const query = useTriggers();
  const [search, setSearch] = useState("");
  const [type, setType] = useState(all);
  const [shown, setShown] = useState(rowsAtOnce);
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const items = query.data?.items ?? [];
  const found = items.filter((trigger) => isWanted(trigger, wanted, type));

  return (
    <PageFrame title="Triggers">
      {query.isPending && <SkeletonRows count={6} label="Loading triggers" />}
      {query.isError && (
        <ErrorNote
          className="mb-3"
          title={appErrorOf(query.error).message}
          hint={appErrorOf(query.error).hint}
          action={
            <Button size="sm" onClick={() => void query.refetch()}>
              Try again
            </Button>
          }
        />
      )}
      {query.isSuccess && items.length === 0 && <NoTriggers />}
      {items.length > 0 && (
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <SearchInput
            aria-label="Search triggers"
            placeholder="Search triggers"
            className="w-72 max-w-full"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <div className="w-40">
            <Select
              aria-label="Kind"
              value={type}
              onValueChange={setType}
              options={[
                { value: all, label: "Every kind" },
                ...triggerTypes.map((one) => ({ value: one.type, label: one.title })),
              ]}
            />
          </div>
          <span role="status" className="ml-auto whitespace-nowrap text-dim text-sm">
            {formatPlural(found.length, "trigger")}
          </span>
        </div>
      )}
      {found.length > 0 && <TriggersTable triggers={found.slice(0, shown)} />}
      {items.length > 0 && found.length === 0 && (
        <EmptyState
          isCompact
          title="Nothing found"
          actions={
            <Button
              onClick={() => {
                setSearch("");
                setType(all);
              }}
            >
              Show all
            </Button>
          }
        >
          No trigger fits what is chosen above.
        </EmptyState>
      )}
      {found.length > shown && (
        // With more rows it moves: watched again, it goes on while it stays in sight.
        <LoadMore key={shown} onLoad={() => setShown(shown + rowsAtOnce)} isLoading={false} />
      )}
    </PageFrame>
  );
}

function isWanted(trigger: LiveTrigger, wanted: string, type: string): boolean {
  if (type !== all && trigger.type !== type) return false;
  const text = `${trigger.workflowName} ${triggerSubject(trigger.type, trigger.config)}`.toLowerCase();
  return wanted.split(/\s+/).every((word) => text.includes(word));
}

function NoTriggers() {
  return (
    <EmptyState
      icon={<Zap />}
      title="Nothing starts by itself yet"
      actions={
        <Button asChild variant="primary">
          <Link href="/workflows">Open a workflow</Link>
        </Button>
      }
    >
      Add a Webhook, a Schedule or a File watch to a workflow and press Publish. From then on it starts runs of the
      published version, and is listed here with its address, its next time and its last result.
    </EmptyState>
  );
}
