import { AppError } from "@/nodes/core/app-error";
import type { GraphNode } from "@/nodes/core/graph";
import { PausableTimer } from "@/server/executor/pausable-timer";

/** The time that a node run has: its signal fires at the deadline, which stands still while it is paused. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
}

const nothing = () => {};

/** The run's signal alone: no deadline of a node. */
export function unlimited(signal: AbortSignal): TimeLimit {
  return { signal, pause: nothing, resume: nothing, stop: nothing };
}

/**
 * The node's own deadline within its caller's; a node without one pays nothing for it. What pauses the node pauses who
 * waits for it too.
 */
export function timeLimit(caller: TimeLimit, node: GraphNode): TimeLimit {
  const { timeoutMs } = node.policy;
  if (timeoutMs === undefined) return { ...caller, stop: nothing };
  const own = new AbortController();
  const timer = new PausableTimer(timeoutMs, () => own.abort(nodeTimeout(node, timeoutMs)));
  return {
    signal: AbortSignal.any([caller.signal, own.signal]),
    pause: () => {
      timer.pause();
      caller.pause();
    },
    resume: () => {
      timer.resume();
      caller.resume();
    },
    stop: () => timer.stop(),
  };
}

function nodeTimeout(node: GraphNode, timeoutMs: number): AppError {
  return new AppError(
    "TIMED_OUT",
    `${node.title} took longer than ${timeoutMs.toLocaleString("en-US")} ms (policy.timeoutMs).`,
    {
      hint: "Raise the time limit in the node's policy, or make it do less.",
    },
  );
}
