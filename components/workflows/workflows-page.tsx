"use client";

import { Import, LayoutGrid, Plus } from "lucide-react";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { PageFrame } from "@/components/layout/page-frame";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { SearchInput } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Examples, ExamplesSection, examplesDescription } from "./examples";
import { FirstSteps } from "./first-steps";
import { Importer } from "./importer";
import { LoadMore } from "./load-more";
import { focusRow } from "./row-keys";
import { serverSort } from "./sort-workflows";
import { useDeleteWorkflow } from "./use-delete-workflow";
import { useListCommands } from "./use-list-commands";
import { useWorkflowActions } from "./use-workflow-actions";
import { useWorkflowList } from "./use-workflow-list";
import type { RowActions } from "./workflow-row";
import { WorkflowTable } from "./workflow-table";
import { WorkflowTableSkeleton } from "./workflow-table-skeleton";

/** All workflows: find one, open it, bring one in, or start a new one. */
export function WorkflowsPage() {
  return <Importer>{(chooseFiles) => <Page chooseFiles={chooseFiles} />}</Importer>;
}

function Page({ chooseFiles }: { chooseFiles: () => void }) {
  const [search, setSearch] = useState("");
  const [sort, setSort] = useState(serverSort);
  const [areExamplesOpen, setAreExamplesOpen] = useState(false);
  const searchInput = useRef<HTMLInputElement>(null);
  const wanted = useDeferredValue(search.trim());
  const { query, workflows } = useWorkflowList({ search: wanted, sort });
  const { create, duplicate, download, open } = useWorkflowActions();
  const { remove, undoLast } = useDeleteWorkflow();
  const isEmpty = workflows?.length === 0 && wanted === "" && !query.isPlaceholderData;

  // Few enough that there is room to show what else there could be.
  const isShort = workflows !== undefined && workflows.length <= 3;

  const createNew = () => {
    if (!create.isPending) create.mutate({});
  };
  const duplicateById = duplicate.mutate;
  const rowActions = useMemo<RowActions>(
    () => ({
      duplicate: ({ id }) => duplicateById({ id }),
      download: ({ id }) => void download(id),
      remove,
    }),
    [duplicateById, download, remove],
  );
  useListCommands(workflows ?? [], {
    createNew,
    chooseFiles,
    showExamples: () => setAreExamplesOpen(true),
    undoDelete: undoLast,
    focusSearch: () => searchInput.current?.focus(),
    open,
  });

  return (
    <PageFrame
      title="Workflows"
      actions={
        <>
          {!isEmpty && !isShort && (
            <Button variant="ghost" icon={<LayoutGrid />} onClick={() => setAreExamplesOpen(true)}>
              Examples
            </Button>
          )}
          <Button icon={<Import />} onClick={chooseFiles}>
            Import
          </Button>
          <Button variant="primary" icon={<Plus />} kbd="n" onClick={createNew} isLoading={create.isPending}>
            New workflow
          </Button>
        </>
      }
    >
      {isEmpty ? (
        <FirstSteps onCreate={createNew} onImport={chooseFiles} />
      ) : (
        <>
          <SearchInput
            ref={searchInput}
            aria-label="Search workflows"
            placeholder="Search workflows"
            className="mb-3 w-72"
            end={<Kbd keys="/" />}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") setSearch("");
              else if (event.key === "ArrowDown" || event.key === "Enter") focusRow();
              else return;
              event.preventDefault();
            }}
          />
          {query.isError && <ListError error={query.error} onRetry={() => void query.refetch()} />}
          {query.isPending && <WorkflowTableSkeleton />}
          {workflows && workflows.length > 0 && (
            <WorkflowTable workflows={workflows} sort={sort} onSort={setSort} actions={rowActions} />
          )}
          {workflows?.length === 0 && !query.isPlaceholderData && (
            <EmptyState
              isCompact
              title="Nothing found"
              actions={<Button onClick={() => setSearch("")}>Show all</Button>}
            >
              No name or description contains “{wanted}”.
            </EmptyState>
          )}
          {isShort && wanted === "" && (
            <div className="mt-8">
              <ExamplesSection />
            </div>
          )}
          {query.hasNextPage && (
            <LoadMore
              // A new page moves it: watched again, it loads on while it stays in sight.
              key={query.data?.pages.length}
              onLoad={() => void query.fetchNextPage()}
              isLoading={query.isFetchingNextPage}
            />
          )}
        </>
      )}
      <Dialog
        isOpen={areExamplesOpen}
        onOpenChange={setAreExamplesOpen}
        title="Examples"
        description={examplesDescription}
        size="xl"
      >
        {areExamplesOpen && <Examples />}
      </Dialog>
    </PageFrame>
  );
}

function ListError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { message, hint } = appErrorOf(error);
  return (
    <ErrorNote className="mb-3" title={message} hint={hint} action={<Button onClick={onRetry}>Try again</Button>} />
  );
}
