"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { appErrorOf, type ClientError } from "@/components/api/app-error-of";
import { isAppError } from "@/nodes/core/app-error";
import { type PullProgress, type PullRequest, pullModel } from "./pull-model";

export type PullState =
  | { readonly status: "idle" }
  | { readonly status: "pulling"; readonly progress: PullProgress | undefined }
  | { readonly status: "failed"; readonly error: ClientError };

/** One download at a time; it is canceled when its place on the page goes away. */
export function usePull() {
  const [state, setState] = useState<PullState>({ status: "idle" });
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);

  /** Returns whether it was downloaded whole. */
  const start = useCallback(async (request: PullRequest): Promise<boolean> => {
    controller.current?.abort();
    const own = new AbortController();
    controller.current = own;
    setState({ status: "pulling", progress: undefined });
    try {
      for await (const progress of pullModel(request, own.signal)) setState({ status: "pulling", progress });
      setState({ status: "idle" });
      return true;
    } catch (thrown) {
      setState(own.signal.aborted ? { status: "idle" } : { status: "failed", error: clientErrorOf(thrown) });
      return false;
    }
  }, []);

  const cancel = useCallback(() => controller.current?.abort(), []);
  return { state, start, cancel };
}

function clientErrorOf(thrown: unknown): ClientError {
  return isAppError(thrown)
    ? { code: thrown.code, message: thrown.userMessage, hint: thrown.hint }
    : appErrorOf(thrown);
}
