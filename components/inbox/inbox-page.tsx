"use client";

import { Check } from "lucide-react";
import { useMemo, useRef } from "react";
import { appErrorOf } from "@/components/api/app-error-of";
import { TopBar } from "@/components/layout/top-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyInbox } from "./empty-inbox";
import { InboxClockProvider } from "./inbox-clock";
import { InboxDetail } from "./inbox-detail";
import { InboxList } from "./inbox-list";
import { questionOfWait, type Wait } from "./question";
import { useChosenWait } from "./use-chosen-wait";
import { useInbox } from "./use-inbox";
import type { Details } from "./use-whole-details";
import { WholeDetails } from "./whole-details";

/** Everything that waits for a person, in all runs: the list, and the question that is looked at. */
export function InboxPage() {
  const inbox = useInbox();
  const waits = useMemo(() => inbox.data?.pages.flatMap(({ items }) => items), [inbox.data]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TopBar title="Inbox" />
      {inbox.isPending && <SkeletonRows count={5} label="Loading the inbox" className="w-90 p-3 2xl:w-100" />}
      {waits === undefined && inbox.isError && <Failure error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {waits?.length === 0 && <EmptyInbox />}
      {waits !== undefined && waits.length > 0 && (
        <InboxClockProvider>
          <Panes
            waits={waits}
            more={
              inbox.hasNextPage
                ? { isLoading: inbox.isFetchingNextPage, load: () => void inbox.fetchNextPage() }
                : undefined
            }
          />
        </InboxClockProvider>
      )}
    </div>
  );
}

type PanesProps = Pick<Parameters<typeof InboxList>[0], "waits" | "more">;

function Panes({ waits, more }: PanesProps) {
  const { key, wait, choose, focus, moveOn } = useChosenWait(waits);
  const detail = useRef<HTMLDivElement>(null);
  return (
    <div className="flex min-h-0 flex-1">
      <InboxList {...{ waits, more }} chosenKey={key} onChoose={choose} onOpen={() => focusFirst(detail.current)} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape leads out of whatever has the focus in here */}
      <div
        ref={detail}
        data-region
        className="min-w-0 flex-1 overflow-y-auto bg-panel"
        onKeyDown={(event) => {
          if (event.key === "Escape" && !event.defaultPrevented) focus();
        }}
      >
        {wait === undefined ? <Gone /> : <Detail wait={wait} onGone={moveOn} />}
      </div>
    </div>
  );
}

function Detail({ wait, onGone }: { wait: Wait; onGone: () => void }) {
  return (
    <WholeDetails details={wait.details} className="mx-8 my-6 h-24 max-w-174">
      {(details) => <WholeDetail {...{ wait, details, onGone }} />}
    </WholeDetails>
  );
}

function WholeDetail({ wait, details, onGone }: { wait: Wait; details: Details; onGone: () => void }) {
  const question = useMemo(() => questionOfWait({ ...wait, details }), [wait, details]);
  return <InboxDetail wait={wait} question={question} onGone={onGone} />;
}

/** Into what is asked: the value or the first line of its form, else the first answer. */
function focusFirst(detail: HTMLElement | null) {
  const editable = detail?.querySelector<HTMLElement>("textarea, input, [contenteditable=true], [role=combobox]");
  (editable ?? detail?.querySelector<HTMLElement>("article button"))?.focus();
  // Text is gone on with at its end.
  if (editable instanceof HTMLTextAreaElement) editable.setSelectionRange(editable.value.length, editable.value.length);
}

function Gone() {
  return (
    <EmptyState icon={<Check />} title="This was answered already">
      Somebody else answered it, its time ran out, or its run ended. Choose another question.
    </EmptyState>
  );
}

function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { message, hint } = appErrorOf(error);
  return (
    <ErrorNote
      className="m-6"
      title={message}
      hint={hint}
      action={
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    />
  );
}
