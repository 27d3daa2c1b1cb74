import { AppError } from "@/nodes/core/app-error";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { Choice, DecisionWord, NewTraceEvent, Remembrance, WaitReason } from "@/nodes/core/trace-event";
import { DueTimer } from "@/server/executor/due-timer";

/** What a person answers to a node that waits. */
export interface Decision {
  readonly decision: Choice;
  readonly value?: unknown;
  /** Who answers. */
  readonly by?: string;
  /** Of a tool's call: what is allowed beyond it. */
  readonly remember?: Remembrance;
}

interface Question {
  readonly nodeId: string;
  readonly path: string;
  readonly reason: WaitReason;
  readonly choices: readonly Choice[];
  readonly details?: Record<string, unknown>;
  /** Answers itself then, with `due`. Milliseconds since 1970. */
  readonly dueAt?: number;
  /** Of `dueAt`: it is the end of a length of time, not an hour of the day. */
  readonly isDuration?: boolean;
  /** What is wrong with a value that somebody answers with; undefined when nothing is. */
  readonly problemOf?: (value: unknown) => string | undefined;
}

export interface Answer {
  readonly decision: DecisionWord;
  readonly value?: unknown;
  readonly remember?: Remembrance;
}

interface Open {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  timer?: DueTimer;
}

interface DecisionsOptions {
  readonly nodeRunOf: (key: string) => NodeRun | undefined;
  readonly append: (event: NewTraceEvent) => void;
  readonly committed: () => Promise<void>;
  /** What it gives resolves when the node run with this key may go on. */
  readonly onWait: (key: string) => () => Promise<void>;
  readonly onGoOn: () => void;
}

/** The open questions of one run. The answer may come at once, or after restarts of any length. */
export class Decisions {
  readonly #open = new Map<string, Open>();
  readonly #options: DecisionsOptions;

  constructor(options: DecisionsOptions) {
    this.#options = options;
  }

  /** How many node runs wait. */
  get open(): number {
    return this.#open.size;
  }

  /** Resolves when the answer is stored: what follows from it is never done for an answer that a crash forgets. */
  async ask(question: Question): Promise<Answer> {
    const { nodeId, path, reason, choices, details, dueAt } = question;
    const key = nodeRunKey(nodeId, path);
    const before = this.#options.nodeRunOf(key)?.answers?.[reason];
    if (before !== undefined) return before;
    if (dueAt !== undefined && dueAt <= Date.now()) {
      this.#options.append({ type: "node.decided", nodeId, path, reason, decision: "due" });
      await this.#options.committed();
      return { decision: "due" };
    }
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const open: Open = { question, resolve, reject };
    this.#open.set(key, open);
    this.#options.append({
      type: "node.waiting",
      nodeId,
      path,
      reason,
      choices: [...choices],
      ...(details === undefined ? {} : { details }),
      ...(dueAt === undefined ? {} : { dueAt }),
    });
    if (dueAt !== undefined) {
      const onDue = () => this.#answer(key, open, { decision: "due" });
      open.timer = new DueTimer({ dueAt, isDuration: question.isDuration === true, onDue });
    }
    const back = this.#options.onWait(key);
    const answer = await promise;
    await this.#options.committed();
    await back();
    return answer;
  }

  /**
   * False when nothing waits there, or when the answer is not among the choices. Throws `NODE_INPUT_INVALID` for a value that
   * does not fit; the question stays open.
   */
  decide(nodeId: string, path: string, decision: Decision): boolean {
    const key = nodeRunKey(nodeId, path);
    const waiting = this.#open.get(key);
    if (waiting === undefined || !waiting.question.choices.includes(decision.decision)) return false;
    const isUsed = decision.decision === "approve" && decision.value !== undefined;
    const problem = isUsed ? waiting.question.problemOf?.(decision.value) : undefined;
    if (problem !== undefined) throw new AppError("NODE_INPUT_INVALID", problem, { field: "value" });
    this.#answer(key, waiting, decision);
    return true;
  }

  /** The same answer to all that waits for one reason; how many were answered. */
  answerAll(reason: WaitReason, answer: Decision): number {
    const waiting = [...this.#open].filter(([, { question }]) => question.reason === reason);
    for (const [key, open] of waiting) this.#answer(key, open, answer);
    return waiting.length;
  }

  /** The wall clock may have been set, or the machine has slept: answers what is due. */
  lookAtClock(): void {
    for (const { timer } of [...this.#open.values()]) timer?.look();
  }

  /** The run ends: nobody will answer any more. */
  close(): void {
    for (const { reject, timer } of this.#open.values()) {
      timer?.stop();
      reject(new AppError("CANCELED", "The run ended before it was decided."));
    }
    this.#open.clear();
  }

  #answer(key: string, { question, resolve, timer }: Open, answer: Answer & { readonly by?: string }): void {
    timer?.stop();
    this.#open.delete(key);
    this.#options.onGoOn();
    const { nodeId, path, reason } = question;
    this.#options.append({ type: "node.decided", nodeId, path, reason, ...answer });
    resolve(answer);
  }
}
