"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { Spinner } from "@/components/ui/spinner";
import { SideCell } from "./compare-grid";
import { isFolded, MarkedText } from "./marked-text";
import { sideNames } from "./side";
import type { TextPiece } from "./text-difference";
import { longestCompared, useTextDifference } from "./use-text-difference";

export interface TextPairProps {
  a: string;
  b: string;
  /** Data rather than prose. */
  isMono?: boolean;
}

/** Two texts side by side with the words that differ: fills the two columns of the runs. */
export function TextPair({ a, b, isMono = false }: TextPairProps) {
  const difference = useTextDifference(a, b);
  const [isWhole, setIsWhole] = useState(false);
  const found = typeof difference === "object" ? difference : undefined;
  const canUnfold = found !== undefined && isFolded(found.pieces);
  const look = isMono ? "font-mono text-sm/5" : "";
  const text = { a, b };
  return sideNames.map((side) => (
    <SideCell key={side} side={side} className={look}>
      <MarkedText side={side} pieces={found?.pieces ?? plain(text[side])} isWhole={isWhole} />
      {side === "a" && canUnfold && (
        <Button size="sm" variant="ghost" className="mt-0.5 -ml-2 font-sans" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? "Show less" : "Show both texts whole"}
        </Button>
      )}
      {side === "b" && <Note difference={difference} isLong={Math.max(a.length, b.length) > longestCompared} />}
    </SideCell>
  ));
}

/** Until the words are known the beginning is there to read. */
function plain(text: string): readonly TextPiece[] {
  const beginning = text.slice(0, beginningLength);
  return [{ a: beginning, b: beginning, isDifferent: false }];
}

const beginningLength = 2_000;

function Note({ difference, isLong }: { difference: ReturnType<typeof useTextDifference>; isLong: boolean }) {
  if (difference === undefined)
    return (
      <p role="status" className="mt-1 flex items-center gap-1.5 font-sans text-dim text-sm">
        <Spinner /> Comparing…
      </p>
    );
  const notes = [
    difference === "failed" ? "The words that differ could not be found out in this browser." : "",
    typeof difference === "object" && difference.by === "lines"
      ? "Too much differs to compare words: these are lines."
      : "",
    typeof difference === "object" && difference.by === "whole"
      ? "The texts have too little in common to be compared."
      : "",
    isLong ? `The first ${formatCount(longestCompared)} characters are compared.` : "",
  ].filter((note) => note !== "");
  return notes.length === 0 ? null : <p className="mt-1 font-sans text-faint text-sm">{notes.join(" ")}</p>;
}
