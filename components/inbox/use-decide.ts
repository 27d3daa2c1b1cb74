"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { appErrorOf, type ClientError } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { toast } from "@/components/ui/toast";
import type { ArgumentPattern } from "@/nodes/core/argument-pattern";
import type { Remembrance } from "@/nodes/core/trace-event";
import { forgetDraft } from "./answer-drafts";
import { type Decision, type Question, questionKey } from "./question";
import { isOfValue } from "./refused-value";
import { noteAnswer } from "./second-click";
import { useForgetQuestion } from "./use-inbox";

export interface GivenDecision {
  readonly decision: Decision;
  readonly value?: unknown;
  readonly remember?: Remembrance;
  readonly pattern?: ArgumentPattern;
}

export interface DecideOptions {
  /** It was answered, here or before by somebody else. */
  readonly onGone?: () => void;
  /** The value that was sent is not what is asked for, and nothing was answered. */
  readonly onRefused?: () => void;
}

const answeredBefore = "This was answered already, so your answer was not used.";

/** Answers a question, once. One that somebody else answered first is gone, too, and says so. */
export function useDecide(question: Question, { onGone, onRefused }: DecideOptions = {}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const forget = useForgetQuestion();
  const [refusal, setRefusal] = useState<ClientError>();
  const isAnswered = useAnsweredMark(question);
  const end = () => {
    forgetDraft(questionKey(question));
    forget(question);
    onGone?.();
  };
  const decide = useMutation(
    trpc.runs.decide.mutationOptions({
      onSuccess: (_, { remember }) => {
        end();
        if (remember === "always") void queries.invalidateQueries({ queryKey: trpc.allowances.pathKey() });
      },
      onError: (error: unknown) => {
        isAnswered.current = false;
        const refused = appErrorOf(error);
        const { code, message } = refused;
        if (isOfValue(refused)) {
          setRefusal(refused);
          return onRefused?.();
        }
        if (code !== "CONFLICT" && code !== "NOT_FOUND") return toast.failed(message, { id: "decide" });
        toast.note(code === "CONFLICT" ? answeredBefore : message, { id: "decide" });
        end();
      },
    }),
  );
  return {
    pending: decide.isPending ? decide.variables.decision : undefined,
    /** What the server had against the value; until it is changed or sent again. */
    refusal,
    forgetRefusal: () => setRefusal(undefined),
    send({ decision, value, remember, pattern }: GivenDecision) {
      if (isAnswered.current) return;
      isAnswered.current = true;
      noteAnswer();
      setRefusal(undefined);
      toast.dismiss("decide");
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

/**
 * Set with the first answer, before anything is drawn again, so that a second click does not answer twice. The same node
 * may ask anew in its place: that is another question.
 */
function useAnsweredMark(question: Question) {
  const isAnswered = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    isAnswered.current = false;
  }, [question]);
  return isAnswered;
}
