import { AppError } from "./app-error";
import { expressionLimits, memberSize } from "./expression-limits";

/** How long an evaluation holds the event loop before others get a turn. */
const sliceMs = 20;

export interface BudgetOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** False where parts of a value change after they were made, so that sizes cannot be remembered. */
  readonly remembersSizes: boolean;
}

interface Measure {
  readonly size: number;
  readonly depth: number;
}

/** Time and memory of one evaluation. Each method throws once they are used up. */
export class EvaluationBudget {
  private readonly timeoutMs: number;
  private readonly signal: AbortSignal | undefined;
  private readonly remembersSizes: boolean;
  private measured: Map<object, Measure> | undefined;
  private sliceStart = performance.now();
  private usedMs = 0;
  private lastSeen = this.sliceStart;
  private totalSize = 0;
  /** What ended the evaluation from outside; all that still runs of it stops at its next step. */
  private ended: AppError | undefined;

  constructor({ timeoutMs = expressionLimits.timeoutMs, signal, remembersSizes }: BudgetOptions) {
    this.timeoutMs = timeoutMs;
    this.signal = signal;
    this.remembersSizes = remembersSizes;
  }

  /** Says whether it is time to let others run. `pending` is how many parts of the expression wait. */
  step(pending: number): boolean {
    this.checkTime();
    if (pending > expressionLimits.pending) this.fail(tooDeep());
    return this.lastSeen - this.sliceStart > sliceMs;
  }

  checkTime(): void {
    if (this.ended !== undefined) throw this.ended;
    if (this.signal?.aborted) this.fail(canceled(this.signal));
    this.lastSeen = performance.now();
    if (this.usedMs + this.lastSeen - this.sliceStart > this.timeoutMs) this.fail(tooSlow(this.timeoutMs));
  }

  /** Gives others a turn; the time until it comes back is not counted. */
  async pause(): Promise<void> {
    this.usedMs += performance.now() - this.sliceStart;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.sliceStart = performance.now();
  }

  /** Time since the last step. */
  idleMs(): number {
    return performance.now() - this.lastSeen;
  }

  /** Ends the evaluation from outside. */
  end(error: AppError): void {
    this.ended ??= error;
  }

  /** Counts a value that was just made, and gives it back. */
  take<Value>(value: Value): Value {
    if (typeof value === "string") this.takeText(value);
    else if (isContainer(value)) this.measure(value, 0);
    return value;
  }

  assertLength(length: number): void {
    if (length > expressionLimits.size) this.fail(tooLarge());
  }

  /** Whatever else still runs then stops with the same error, which is cheaper than one of its own for each part. */
  private fail(error: AppError): never {
    this.end(error);
    throw error;
  }

  private takeText(text: string): void {
    this.assertLength(text.length);
    this.takeTotal(text.length);
  }

  private takeTotal(size: number): void {
    this.totalSize += size;
    if (this.totalSize > expressionLimits.totalSize) this.fail(tooMuch());
  }

  /** Shared parts count each time that they are reached, as they would in JSON; remembered, they cost no time. */
  private measure(value: object, level: number): Measure {
    if (level > expressionLimits.depth) this.fail(nestedTooDeep());
    const known = this.measured?.get(value);
    if (known !== undefined) {
      if (level + known.depth > expressionLimits.depth) this.fail(nestedTooDeep());
      return known;
    }
    const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    this.takeTotal(members.length * memberSize);
    let size = 0;
    let depth = 0;
    for (const member of members) {
      size += memberSize;
      if (typeof member === "string") size += member.length;
      else if (isContainer(member)) {
        const inner = this.measure(member, level + 1);
        size += inner.size;
        depth = Math.max(depth, inner.depth + 1);
      }
      this.assertLength(size);
    }
    const measure = { size, depth };
    if (this.remembersSizes) {
      this.measured ??= new Map();
      this.measured.set(value, measure);
    }
    return measure;
  }
}

/** An object or list of data; JSONata's functions are objects too, whose insides are not data. */
export function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null && !isJsonataFunction(value);
}

export function isJsonataFunction(value: unknown): boolean {
  if (typeof value === "function") return true;
  if (typeof value !== "object" || value === null) return false;
  return "_jsonata_function" in value || "_jsonata_lambda" in value;
}

function limit(message: string, hint: string): AppError {
  return new AppError("LIMIT_EXCEEDED", `${message} ${hint}`, { hint });
}

function shown(count: number): string {
  return count.toLocaleString("en-US");
}

function tooSlow(timeoutMs: number): AppError {
  return limit(
    `The expression takes longer than ${shown(timeoutMs)} ms.`,
    "Work on fewer items, or look for a function that calls itself without end.",
  );
}

function tooDeep(): AppError {
  return limit(
    `More than ${shown(expressionLimits.pending)} parts of the expression wait for each other.`,
    "Make fewer groups, or look for a function that calls itself without end.",
  );
}

function nestedTooDeep(): AppError {
  return limit(
    `The expression makes a value that nests more than ${expressionLimits.depth} levels deep.`,
    "Make it flatter.",
  );
}

function tooLarge(): AppError {
  return limit(
    `The expression makes a value of more than ${shown(expressionLimits.size)} characters.`,
    "Work on less at a time.",
  );
}

function tooMuch(): AppError {
  return limit(
    `The expression makes values of more than ${shown(expressionLimits.totalSize)} characters in all.`,
    "Work on less at a time.",
  );
}

function canceled(signal: AbortSignal): AppError {
  return new AppError("CANCELED", "The evaluation of the expression was canceled.", { cause: signal.reason });
}
