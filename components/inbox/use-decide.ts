"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { toast } from "@/components/ui/toast";
import type { ArgumentPattern } from "@/nodes/core/argument-pattern";
import type { Remembrance } from "@/nodes/core/trace-event";
import { forgetDraft } from "./answer-drafts";
import { type Decision, type Question, questionKey } from "./question";
import { useForgetQuestion } from "./use-inbox";

export interface GivenDecision {
  readonly decision: Decision;
  readonly value?: unknown;
  readonly remember?: Remembrance;
  readonly pattern?: ArgumentPattern;
}

const answeredBefore = "This was answered already, so your answer was not used.";

/** Answers a question. One that somebody else answered first is gone, too, and says so. */
export function useDecide(question: Question, onGone: () => void = () => {}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const forget = useForgetQuestion();
  const end = () => {
    forgetDraft(questionKey(question));
    forget(question);
    onGone();
  };
  const decide = useMutation(
    trpc.runs.decide.mutationOptions({
      onSuccess: (_, { remember }) => {
        end();
        if (remember === "always") void queries.invalidateQueries({ queryKey: trpc.allowances.pathKey() });
      },
      onError: (error: unknown) => {
        const { code, message } = appErrorOf(error);
        if (code !== "CONFLICT" && code !== "NOT_FOUND") return toast.failed(message, { id: "decide" });
        toast.note(code === "CONFLICT" ? answeredBefore : message, { id: "decide" });
        end();
      },
    }),
  );
  return {
    pending: decide.isPending ? decide.variables.decision : undefined,
    send({ decision, value, remember, pattern }: GivenDecision) {
      if (decide.isPending) return;
      const { runId, nodeId, path } = question;
      decide.mutate({
        ...{ id: runId, nodeId, path, decision },
        ...(value === undefined ? {} : { value }),
        ...(remember === undefined ? {} : { remember }),
        ...(pattern === undefined ? {} : { pattern }),
      });
    },
  };
}
