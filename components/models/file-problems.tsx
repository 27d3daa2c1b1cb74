"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/api/trpc-provider";
import { ErrorNote } from "@/components/ui/error-note";
import { formatPlural } from "@/components/ui/format";

/** What is wrong in models.yaml, so that a model that is missing from the list is explained. */
export function FileProblems() {
  const { data: problems = [] } = useQuery(
    useTRPC().models.problems.queryOptions(undefined, { refetchInterval: 10_000 }),
  );
  if (problems.length === 0) return null;
  return (
    <ErrorNote
      severity="warning"
      className="mb-4"
      title={`models.yaml has ${formatPlural(problems.length, "problem")}; what is wrong in it is not loaded.`}
      cause={
        <span className="grid gap-0.5">
          {problems.map((problem) => (
            <span key={problem} className="font-mono text-sm">
              {problem}
            </span>
          ))}
        </span>
      }
      hint="Mend the file. The change is seen at once."
    />
  );
}
