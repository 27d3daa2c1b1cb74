import { AppError } from "@/nodes/core/app-error";
import type { ArgumentPattern } from "@/nodes/core/argument-pattern";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { Choice, DecisionWord, NewTraceEvent, Remembrance, WaitReason } from "@/nodes/core/trace-event";
import { DueTimer } from "@/server/executor/due-timer";

/** What a person answers to a node that waits. */
export interface Decision {
  readonly decision: Choice;
  readonly value?: unknown;
  /** Of a large value: what the log shows in its place. */
  readonly stored?: unknown;
  /** Who answers. */
  readonly by?: string;
  /** Of a tool's call: what is allowed beyond it. */
  readonly remember?: Remembrance;
  /** Of `remember`: which calls. */
  readonly pattern?: ArgumentPattern;
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
  /** Of an approval: the answer as it counts. Throws `NODE_INPUT_INVALID` for one that cannot be taken. */
  readonly accept?: (answer: Decision) => Decision;
}

export interface Answer {
  readonly decision: DecisionWord;
  readonly value?: unknown;
  readonly by?: string;
  readonly remember?: Remembrance;
  readonly pattern?: ArgumentPattern;
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
  /** Whether the run goes on elsewhere, or is over. */
  readonly isClosed: () => boolean;
  /** What a question shows, as events carry it: at once where nothing in it is large. */
  readonly store: (details: Record<string, unknown>) => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** A value of the log itself. */
  readonly load: (stored: unknown) => Promise<unknown>;
}

/** The open questions of one run. The answer may come at once, or after restarts of any length. */
export class Decisions {
  readonly #open = new Map<string, Open>();
  readonly #options: DecisionsOptions;
  #isOver = false;

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
    if (before !== undefined) return { ...before, value: await this.#options.load(before.value) };
    if (dueAt !== undefined && dueAt <= Date.now()) {
      this.#options.append({ type: "node.decided", nodeId, path, reason, decision: "due" });
      await this.#options.committed();
      return { decision: "due" };
    }
    // What a breakpoint shows stands in the log by reference already.
    const stored = details === undefined || reason !== "approval" ? details : this.#options.store(details);
    const shown = stored instanceof Promise ? await stored : stored;
    if (this.#isOver || this.#options.isClosed()) throw runIsOver();
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const open: Open = { question, resolve, reject };
    this.#open.set(key, open);
    this.#options.append({
      type: "node.waiting",
      nodeId,
      path,
      reason,
      choices: [...choices],
      ...(shown === undefined ? {} : { details: shown }),
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
   * False when nothing waits there, or when the answer is not among the choices. Throws `NODE_INPUT_INVALID` for an approval
   * that cannot be taken, such as one without what its form asks for; the question stays open.
   */
  decide(nodeId: string, path: string, decision: Decision): boolean {
    const key = nodeRunKey(nodeId, path);
    const waiting = this.#open.get(key);
    if (waiting === undefined || !waiting.question.choices.includes(decision.decision)) return false;
    const { accept } = waiting.question;
    this.#answer(key, waiting, decision.decision === "approve" && accept !== undefined ? accept(decision) : decision);
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
    this.#isOver = true;
    for (const { reject, timer } of this.#open.values()) {
      timer?.stop();
      reject(runIsOver());
    }
    this.#open.clear();
  }

  #answer(key: string, { question, resolve, timer }: Open, given: Answer & { readonly stored?: unknown }): void {
    timer?.stop();
    this.#open.delete(key);
    this.#options.onGoOn();
    const { nodeId, path, reason } = question;
    const { stored, ...answer } = given;
    const shown = stored === undefined ? {} : { value: stored };
    this.#options.append({ type: "node.decided", nodeId, path, reason, ...answer, ...shown });
    resolve(answer);
  }
}

function runIsOver(): AppError {
  return new AppError("CANCELED", "The run ended before it was decided.");
}
