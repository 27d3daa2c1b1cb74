"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fetchValue } from "@/components/run/fetch-value";
import { referenceOf, ValueView } from "@/components/run/value-view";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { SideCell } from "./compare-grid";
import type { Section } from "./sections";
import { sideNames } from "./side";
import { TextPair } from "./text-pair";

/** What one thing was in both runs: fills the two columns of the runs. */
export function ValuePair({ section }: { section: Section }) {
  const { a, b, isDifferent } = section;
  if (referenceOf(a) !== undefined || referenceOf(b) !== undefined) return <LargePair section={section} />;
  if (isDifferent && a !== undefined && b !== undefined) return <ComparedPair a={a} b={b} />;
  if (!isDifferent && a !== undefined && b !== undefined)
    return (
      <div className="col-span-2 min-w-0">
        <Plain value={a} label={section.title} />
      </div>
    );
  return (
    <>
      {sideNames.map((side) => (
        <SideCell key={side} side={side}>
          {section[side] === undefined ? (
            <p className="text-faint">Nothing</p>
          ) : (
            <Plain value={section[side]} label={`${section.title} in run ${side.toUpperCase()}`} />
          )}
        </SideCell>
      ))}
    </>
  );
}

function ComparedPair({ a, b }: { a: unknown; b: unknown }) {
  const isText = typeof a === "string" && typeof b === "string";
  return <TextPair a={printed(a)} b={printed(b)} isMono={!isText} />;
}

function printed(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");
}

function Plain({ value, label }: { value: unknown; label: string }) {
  if (typeof value === "string" && value !== "")
    return <p className="max-h-40 overflow-y-auto whitespace-pre-wrap break-words">{value}</p>;
  return <ValueView value={value} label={label} maxHeight={140} />;
}

/** Values that are too large for the trace are fetched when somebody wants to see them. */
function LargePair({ section: { a, b, title, isDifferent } }: { section: Section }) {
  const [isWanted, setIsWanted] = useState(false);
  const [idA, idB] = [referenceOf(a), referenceOf(b)];
  const query = useQuery({
    queryKey: ["values", idA, idB],
    queryFn: async ({ signal }) => {
      const load = async (id: string | undefined, value: unknown) =>
        id === undefined ? value : (await fetchValue(id, signal)).value;
      return { a: await load(idA, a), b: await load(idB, b) };
    },
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (query.isSuccess) return <ValuePair section={{ key: title, title, ...query.data, isDifferent }} />;
  return (
    <div className="col-span-2 grid min-w-0 justify-items-start gap-2">
      <p className="text-dim">{isDifferent ? "A large value that differs." : "A large value, the same in both."}</p>
      {query.isError && <ErrorNote title={query.error.message} className="w-full" />}
      <Button
        size="sm"
        isLoading={query.isFetching}
        onClick={() => (isWanted ? void query.refetch() : setIsWanted(true))}
      >
        {query.isError ? "Try again" : isDifferent ? "Compare the large values" : "Show the large value"}
      </Button>
    </div>
  );
}
