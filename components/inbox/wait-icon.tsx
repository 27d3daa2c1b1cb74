import { RotateCcw, UserCheck, Wrench } from "lucide-react";
import type { Question } from "./question";

/** The sign of a kind of question: a call of a tool, a node that was interrupted, an approval. */
export function WaitIcon({ question, className }: { question: Question; className?: string }) {
  const Icon = question.isToolCall ? Wrench : question.reason === "decision" ? RotateCcw : UserCheck;
  return <Icon className={className} aria-hidden />;
}
