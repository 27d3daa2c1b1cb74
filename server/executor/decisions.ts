import { AppError } from "@/nodes/core/app-error";
import { nodeRunKey } from "@/nodes/core/node-run";
import type { NewTraceEvent } from "@/nodes/core/trace-event";

/** What a person answers to a node that waits. */
export interface Decision {
  readonly decision: "approve" | "reject" | "retry" | "skip" | "fail";
  readonly value?: unknown;
}

interface Question {
  readonly nodeId: string;
  readonly path: string;
  readonly reason: "decision" | "approval" | "timer";
  readonly choices: readonly Decision["decision"][];
  readonly details?: Record<string, unknown>;
}

/** The open questions of one run. The answer may come at once, or after restarts of any length. */
export class Decisions {
  readonly #open = new Map<
    string,
    { question: Question; resolve: (decision: Decision) => void; reject: (error: unknown) => void }
  >();
  readonly #options: { append: (event: NewTraceEvent) => void; onWait: () => void; onGoOn: () => void };

  constructor(options: { append: (event: NewTraceEvent) => void; onWait: () => void; onGoOn: () => void }) {
    this.#options = options;
  }

  /** How many node runs wait. */
  get open(): number {
    return this.#open.size;
  }

  ask(question: Question): Promise<Decision> {
    const { nodeId, path, reason, choices, details } = question;
    const answer = Promise.withResolvers<Decision>();
    this.#open.set(nodeRunKey(nodeId, path), { question, resolve: answer.resolve, reject: answer.reject });
    this.#options.append({
      type: "node.waiting",
      nodeId,
      path,
      reason,
      choices: [...choices],
      ...(details === undefined ? {} : { details }),
    });
    this.#options.onWait();
    return answer.promise;
  }

  /** False when nothing waits there, or when the answer is not among the choices. */
  decide(nodeId: string, path: string, decision: Decision): boolean {
    const key = nodeRunKey(nodeId, path);
    const waiting = this.#open.get(key);
    if (waiting === undefined || !waiting.question.choices.includes(decision.decision)) return false;
    this.#open.delete(key);
    this.#options.onGoOn();
    waiting.resolve(decision);
    return true;
  }

  /** The run ends: nobody will answer any more. */
  close(): void {
    for (const { reject } of this.#open.values())
      reject(new AppError("CANCELED", "The run ended before it was decided."));
    this.#open.clear();
  }
}
