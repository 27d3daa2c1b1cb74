"use client";

import { useQuery } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Section } from "@/components/layout/page-frame";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Skeleton } from "@/components/ui/skeleton";
import { ExampleCard } from "./example-card";
import { useWorkflowActions } from "./use-workflow-actions";

const grid = "grid grid-cols-[repeat(auto-fill,minmax(19rem,1fr))] gap-4";

export const examplesDescription = "Each shows one way of working. Using one makes a copy that is yours.";

/** The gallery on the page itself. */
export function ExamplesSection() {
  return (
    <Section title="Examples" description={examplesDescription}>
      <Examples />
    </Section>
  );
}

/** The gallery. Using an example makes a copy and opens it. */
export function Examples() {
  const trpc = useTRPC();
  const { openExample } = useWorkflowActions();
  const examples = useQuery(trpc.gallery.list.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));

  if (examples.isPending) {
    return (
      <div role="status" aria-label="Loading examples" className={grid}>
        {["a", "b", "c"].map((key) => (
          <Skeleton key={key} className="h-54" />
        ))}
      </div>
    );
  }
  if (examples.isError) {
    const { message, hint } = appErrorOf(examples.error);
    return (
      <ErrorNote title={message} hint={hint} action={<Button onClick={() => examples.refetch()}>Try again</Button>} />
    );
  }
  return (
    <div className={grid}>
      {examples.data.map((example) => (
        <ExampleCard
          key={example.slug}
          example={example}
          onUse={() => openExample.mutate({ slug: example.slug })}
          isLoading={openExample.isPending && openExample.variables.slug === example.slug}
          isDisabled={openExample.isPending && openExample.variables.slug !== example.slug}
        />
      ))}
    </div>
  );
}
