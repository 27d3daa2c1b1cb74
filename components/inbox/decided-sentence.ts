import { patternWords } from "@/nodes/core/argument-pattern";
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

function reachOf({ remember, pattern }: GivenAnswer): string {
  if (remember === undefined) return "";
  return `${allowed[remember]}${pattern === undefined ? "" : ` when ${patternWords(pattern)}`}`;
}

/** Who decided what. */
export function decidedSentence(reason: WaitReason, answer: GivenAnswer): string {
  const { decision, by, value } = answer;
  if (reason === "timer") return "Went on by itself when its time had come.";
  const who = decision === "due" || by === undefined ? "" : ` by ${by === "local" ? "the person at this machine" : by}`;
  const how = value === undefined ? "" : ", with a changed value";
  return `${words[decision]}${who}${how}${reachOf(answer)}.`;
}
