"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Skeleton } from "@/components/ui/skeleton";
import { type Details, useWholeDetails } from "./use-whole-details";

export interface WholeDetailsProps {
  details: Details;
  className?: string;
  children: (details: Details) => ReactNode;
}

/** Shows a question when all of it is there: what was too large for the trace is fetched first. */
export function WholeDetails({ details: given, className, children }: WholeDetailsProps) {
  const { details, error, retry } = useWholeDetails(given);
  if (details !== undefined) return children(details);
  if (error === null) return <Skeleton className={className ?? "h-24"} />;
  return (
    <ErrorNote
      className={className}
      title={error.message}
      action={
        <Button size="sm" onClick={retry}>
          Try again
        </Button>
      }
    />
  );
}
