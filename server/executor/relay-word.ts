import { AppError, toRunError } from "@/nodes/core/app-error";
import { cutText } from "@/nodes/core/cut-text";
import type { JsonValue } from "@/nodes/core/json";
import type { Database } from "@/server/db/open-database";
import { logger } from "@/server/logger";
import { newId } from "@/server/new-id";
import { readValue, storeValue } from "@/server/runs/stored-values";

/** Channels on which a word travels to the process that carries a run out, and what became of it comes back. */
const wordChannel = "heddle_decide";
const outcomeChannel = "heddle_decided";

/** What a notification can carry, with some room. */
const mostBytes = 7_500;
const longestMessage = 2_000;
const patienceMs = 5_000;

interface Letter {
  readonly id: string;
  readonly runId: string;
}

/** A word that is too large for a notification lies among the run's values, and its place is told. */
type Sent = Letter & ({ readonly word: unknown } | { readonly at: string });

interface Outcome {
  readonly id: string;
  readonly isTaken: boolean;
  /** Why the answer is none, in the words of the process that was asked. */
  readonly problem?: { readonly message: string; readonly field?: string; readonly hint?: string };
}

/** Hears words about runs. `answer` is undefined where this process does not have the run. Returns what stops it. */
export function hearWords(
  database: Database,
  answer: (runId: string) => ((word: unknown) => Promise<boolean>) | undefined,
) {
  return database.listen(wordChannel, (text) => {
    const sent = JSON.parse(text) as Sent;
    const take = answer(sent.runId);
    if (take === undefined) return;
    outcomeOf(database, sent, take)
      .then((outcome) => database.notify(outcomeChannel, JSON.stringify(outcome)))
      .catch((error: unknown) => logger().warn({ err: error, runId: sent.runId }, "A word was not answered"));
  });
}

async function outcomeOf(database: Database, sent: Sent, take: (word: unknown) => Promise<boolean>): Promise<Outcome> {
  const { id } = sent;
  try {
    return { id, isTaken: await take(await wordOf(database, sent)) };
  } catch (error) {
    const { message, field, hint } = toRunError(error);
    return { id, isTaken: false, problem: { message: cutText(message, longestMessage), field, hint } };
  }
}

async function wordOf(database: Database, sent: Sent): Promise<unknown> {
  return "word" in sent ? sent.word : (await readValue(database, sent.at))?.value;
}

/** Whether the process that carries a run out took the word. Throws `NODE_INPUT_INVALID` with what it says is wrong with it. */
export async function relayWord(database: Database, runId: string, word: object): Promise<boolean> {
  const letter: Letter = { id: newId(), runId };
  const text = await pack(database, letter, word);
  const { promise, resolve } = Promise.withResolvers<Outcome | undefined>();
  const unlisten = await database.listen(outcomeChannel, (heard) => {
    const outcome = JSON.parse(heard) as Outcome;
    if (outcome.id === letter.id) resolve(outcome);
  });
  const timer = setTimeout(() => resolve(undefined), patienceMs);
  try {
    await database.notify(wordChannel, text);
    const outcome = await promise;
    if (outcome?.problem !== undefined) throw refused(outcome.problem);
    return outcome?.isTaken ?? false;
  } finally {
    clearTimeout(timer);
    await unlisten();
  }
}

async function pack(database: Database, letter: Letter, word: object): Promise<string> {
  const whole = JSON.stringify({ ...letter, word } satisfies Sent);
  if (Buffer.byteLength(whole) <= mostBytes) return whole;
  const { $ref } = await storeValue(database, letter.runId, word as JsonValue);
  return JSON.stringify({ ...letter, at: $ref } satisfies Sent);
}

function refused({ message, field, hint }: NonNullable<Outcome["problem"]>): AppError {
  const issues = field === undefined ? undefined : [{ path: field, message }];
  return new AppError("NODE_INPUT_INVALID", message, { field, hint, ...(issues && { details: { issues } }) });
}
