"use client";

import { CircleCheck, CircleX, Timer } from "lucide-react";
import { ValueView } from "@/components/run/value-view";
import type { GivenAnswer, NodeRun } from "@/nodes/core/node-run";
import { type WaitReason, waitReasons } from "@/nodes/core/trace-event";
import { decidedSentence } from "./decided-sentence";

/** What a node run that waited was told, and by whom. */
export function DecidedNote({ answers = {} }: { answers: NodeRun["answers"] }) {
  return waitReasons.map((reason) => {
    const answer = answers[reason];
    return answer && <Decided key={reason} reason={reason} answer={answer} />;
  });
}

function Decided({ reason, answer }: { reason: WaitReason; answer: GivenAnswer }) {
  const { decision, value } = answer;
  const Icon = decision === "due" ? Timer : decision === "reject" || decision === "fail" ? CircleX : CircleCheck;
  return (
    <section aria-label="Decision" className="grid min-w-0 grid-cols-1 gap-2 rounded-lg border px-3 py-2.5">
      <p className="flex items-start gap-2 text-pretty">
        <Icon className="mt-0.5 size-4 shrink-0 text-dim" aria-hidden />
        {decidedSentence(reason, answer)}
      </p>
      {value !== undefined && <ValueView value={value} label="Value of the decision" maxHeight={200} />}
    </section>
  );
}
