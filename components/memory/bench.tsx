"use client";

import { Columns2, Search } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/input";
import { BenchResults } from "./bench-results";
import { type BenchSettings, usualSettings } from "./bench-settings";
import { BenchSideSettings } from "./bench-side-settings";
import { comparisonSentence, movesOf } from "./compare-results";
import { useBenchSearch } from "./use-bench-search";

export interface BenchProps {
  collectionId: string;
  isEmpty: boolean;
}

/** Asks the collection a question and shows what it finds and why; two settings stand side by side. */
export function Bench({ collectionId, isEmpty }: BenchProps) {
  const [question, setQuestion] = useState("");
  const [asked, setAsked] = useState("");
  const [left, setLeft] = useState<BenchSettings>(usualSettings);
  const [right, setRight] = useState<BenchSettings>();
  const a = useBenchSearch(collectionId, asked, left);
  const b = useBenchSearch(collectionId, asked, right);
  const isCompared = right !== undefined;
  const both = isCompared && a.passages !== undefined && b.passages !== undefined;

  if (isEmpty)
    return (
      <EmptyState icon={<Search />} title="Nothing to search yet">
        Add a file or a page first. Here you then see which passages a question finds, and why.
      </EmptyState>
    );
  return (
    <div className="grid grid-cols-1 gap-4">
      <form
        aria-label="Search the collection"
        className="flex items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(question.trim());
        }}
      >
        <SearchInput
          aria-label="Question"
          placeholder="Ask what an agent would ask"
          className="min-w-0 flex-1"
          autoFocus
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
        />
        <Button
          type="submit"
          variant="primary"
          isLoading={a.isPending || b.isPending}
          disabled={question.trim() === ""}
        >
          Search
        </Button>
        <Button
          icon={<Columns2 />}
          aria-pressed={isCompared}
          className="aria-pressed:bg-hover"
          onClick={() =>
            setRight(isCompared ? undefined : { ...left, mode: left.mode === "hybrid" ? "text" : "hybrid" })
          }
        >
          Compare
        </Button>
      </form>
      {both && (
        <p role="status" className="text-dim">
          {comparisonSentence(a.passages ?? [], b.passages ?? [])}
        </p>
      )}
      <div className={isCompared ? "grid grid-cols-2 gap-4" : "grid grid-cols-1"}>
        <section
          className="grid min-w-0 grid-cols-1 content-start gap-3"
          aria-label={isCompared ? "Settings A" : "Results"}
        >
          {isCompared && <h3 className="font-semibold">A</h3>}
          <BenchSideSettings side={isCompared ? "A" : undefined} settings={left} onChange={setLeft} />
          <BenchResults search={a} question={asked} collectionId={collectionId} mode={left.mode} />
        </section>
        {right && (
          <section className="grid min-w-0 grid-cols-1 content-start gap-3" aria-label="Settings B">
            <h3 className="font-semibold">B</h3>
            <BenchSideSettings side="B" settings={right} onChange={setRight} />
            <BenchResults
              search={b}
              question={asked}
              collectionId={collectionId}
              mode={right.mode}
              moves={both ? movesOf(b.passages ?? [], a.passages ?? []) : undefined}
            />
          </section>
        )}
      </div>
    </div>
  );
}
