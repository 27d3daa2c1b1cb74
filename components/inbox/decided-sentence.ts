import type { GivenAnswer } from "@/nodes/core/node-run";
import type { WaitReason } from "@/nodes/core/trace-event";

const words: Record<GivenAnswer["decision"], string> = {
  approve: "Approved",
  reject: "Rejected",
  retry: "Run again",
  skip: "Skipped",
  fail: "Made to fail",
  resume: "Let on",
  step: "Let on by one step",
  due: "Nobody answered in time",
};

const allowed = { run: "; allowed for the rest of the run", always: "; always allowed in this workflow" } as const;

/** Who decided what. */
export function decidedSentence(reason: WaitReason, { decision, by, remember, value }: GivenAnswer): string {
  if (reason === "timer") return "Went on by itself when its time had come.";
  const who = decision === "due" || by === undefined ? "" : ` by ${by === "local" ? "the person at this machine" : by}`;
  const how = value === undefined ? "" : ", with a changed value";
  return `${words[decision]}${who}${how}${remember === undefined ? "" : allowed[remember]}.`;
}
