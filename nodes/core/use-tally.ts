/** What the uses of something that is lent, such as a model, come to. */
export interface UseTally {
  readonly calls: number;
  /** Those without an answer. */
  readonly failed: number;
  readonly outputTokens: number;
}

/** A use that is over, as its span tells of it. */
interface EndedUse {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

export function addUses(a: UseTally = { calls: 0, failed: 0, outputTokens: 0 }, b: UseTally): UseTally {
  return {
    calls: a.calls + b.calls,
    failed: a.failed + b.failed,
    outputTokens: a.outputTokens + b.outputTokens,
  };
}

/** What uses of a model that are over come to. One ends with the tokens that it gave; one that failed gave none. */
export function usesOf(spans: readonly EndedUse[]): UseTally {
  const tokens = spans.map(({ attributes }) => attributes["heddle.output_tokens"]);
  return {
    calls: spans.length,
    failed: spans.filter(({ error }, i) => error !== undefined || tokens[i] === undefined).length,
    outputTokens: tokens.reduce<number>((sum, each) => sum + Number(each ?? 0), 0),
  };
}
