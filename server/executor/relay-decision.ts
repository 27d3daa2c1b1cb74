import type { Database } from "@/server/db/open-database";
import type { Decision } from "@/server/executor/decisions";
import type { Execution } from "@/server/executor/execution";
import { loadLarge } from "@/server/executor/large-values";
import { hearWords, relayWord } from "@/server/executor/relay-word";

interface Placed extends Decision {
  readonly nodeId: string;
  readonly path?: string;
}

/** To all that is held at breakpoints. */
interface LetOn {
  readonly letOn: "resume" | "step";
  readonly by?: string;
}

/** Hears decisions about runs of this process. Returns what stops it. */
export function hearDecisions(database: Database, executionOf: (runId: string) => Execution | undefined) {
  return hearWords(database, (runId) => {
    const execution = executionOf(runId);
    return execution && ((word) => take(database, execution, word as Placed | LetOn));
  });
}

async function take(database: Database, execution: Execution, word: Placed | LetOn): Promise<boolean> {
  const isTaken =
    "letOn" in word
      ? execution.decisions.answerAll("breakpoint", { decision: word.letOn, by: word.by }) > 0
      : await decide(database, execution, word);
  if (isTaken) await execution.log.committed();
  return isTaken;
}

async function decide(database: Database, execution: Execution, { nodeId, path = "", ...sent }: Placed) {
  const value = sent.stored === undefined ? sent.value : await loadLarge(database, sent.stored);
  return execution.decide(nodeId, path, { ...sent, value });
}

/**
 * Asks the process that carries a run out to decide. False when nobody took it. Throws `NODE_INPUT_INVALID` as `decide` does.
 */
export async function relayDecision(database: Database, runId: string, decision: Placed): Promise<boolean> {
  const { value, ...rest } = decision;
  // A large one lies with the run's values already.
  return relayWord(database, runId, rest.stored === undefined ? decision : rest);
}

/** The same for everything that is held at breakpoints. */
export async function relayLetOn(database: Database, runId: string, letOn: LetOn): Promise<boolean> {
  return relayWord(database, runId, letOn);
}
