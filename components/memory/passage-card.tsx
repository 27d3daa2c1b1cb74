"use client";

import { ArrowDown, ArrowUp, Equal, Plus } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Clamped } from "@/components/ui/clamped";
import { cn } from "@/components/ui/cn";
import type { Passage, SearchMode } from "@/nodes/core/node-runner";
import { type Move, moveWords } from "./compare-results";
import { MarkedText } from "./marked-text";
import { documentPath } from "./memory-paths";

export interface PassageCardProps {
  passage: Passage;
  /** From 1. */
  rank: number;
  question: string;
  collectionId: string;
  /** What was searched by. */
  mode: SearchMode;
  /** How it moved from the other side. */
  move?: Move;
}

const moveIcons = { up: ArrowUp, down: ArrowDown, same: Equal, new: Plus };

/** A passage that was found: why, from where, and its text with the question's words marked. */
export function PassageCard({ passage, rank, question, collectionId, mode, move }: PassageCardProps) {
  const { source, score, text } = passage;
  return (
    <li className="grid min-w-0 grid-cols-1 gap-2 rounded-lg border bg-panel p-3" data-passage={passage.id}>
      <div className="flex min-w-0 items-baseline gap-2">
        <span className="w-5 shrink-0 font-mono text-faint text-sm tabular-nums">{rank}</span>
        <span className="min-w-0 flex-1">
          <Link
            href={documentPath(collectionId, passage.documentId)}
            className="block truncate rounded-sm font-medium hover:underline"
            title={source.name}
          >
            {source.name}
          </Link>
          {source.place && (
            <span className="block truncate text-dim text-sm" title={source.place}>
              {source.place}
            </span>
          )}
        </span>
        {move && <MoveMark move={move} />}
        <span className="shrink-0 font-mono text-sm tabular-nums" title="Score, 0 to 1">
          {score.toFixed(3)}
        </span>
      </div>
      <ScoreBar score={score} />
      <Why why={passage.why} mode={mode} />
      <Clamped lines={6} what={`passage ${rank}`}>
        <p className="whitespace-pre-wrap break-words">
          <MarkedText text={text} question={question} />
        </p>
      </Clamped>
    </li>
  );
}

function ScoreBar({ score }: { score: number }) {
  return (
    <div aria-hidden className="h-0.5 overflow-hidden rounded-full bg-line">
      <div
        className="h-full rounded-full bg-kind-memory"
        style={{ width: `${Math.min(1, Math.max(0, score)) * 100}%` }}
      />
    </div>
  );
}

/** The ways that it was searched by, also one that did not find it. */
function Why({ why, mode }: Pick<Passage, "why"> & { mode: SearchMode }) {
  const { vector, text } = why;
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-0.5 text-dim text-sm tabular-nums [&_dt]:text-faint">
      {mode !== "text" && (
        <div className="flex gap-1.5">
          <dt>Meaning</dt>
          <dd>{vector ? `#${vector.rank} · similarity ${vector.similarity.toFixed(3)}` : "not found"}</dd>
        </div>
      )}
      {mode !== "vector" && (
        <div className="flex gap-1.5">
          <dt>Words</dt>
          <dd>{text ? `#${text.rank} · BM25 ${text.score.toFixed(2)}` : "not found"}</dd>
        </div>
      )}
    </dl>
  );
}

function MoveMark({ move }: { move: Move }) {
  const Icon = moveIcons[move.kind];
  const tone = move.kind === "new" ? "accent" : "neutral";
  return (
    <Badge tone={tone} className={cn(move.kind === "same" && "bg-transparent!")}>
      <Icon aria-hidden />
      {moveWords(move)}
    </Badge>
  );
}
