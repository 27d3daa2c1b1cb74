"use client";

import { GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { compareInOrder } from "./compare-href";

/** The two runs that are ticked in a list; a third one takes the place of the first. */
export function usePickedRuns() {
  const [picked, setPicked] = useState<readonly string[]>([]);
  const pick = (runId: string) =>
    setPicked((before) =>
      before.includes(runId) ? before.filter((id) => id !== runId) : [...before.slice(-1), runId],
    );
  return { picked, pick };
}

/** Shows as soon as something is ticked. */
export function ComparePicked({ picked }: { picked: readonly string[] }) {
  const [one, other] = picked;
  if (one === undefined) return null;
  if (other === undefined) return <span className="text-dim text-sm">Tick another run to compare the two.</span>;
  return (
    <Button asChild variant="primary">
      <Link href={compareInOrder(one, other)}>
        <GitCompareArrows aria-hidden />
        Compare the two
      </Link>
    </Button>
  );
}
