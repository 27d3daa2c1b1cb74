/** What the evaluation of one expression may cost; past any of them it ends with `LIMIT_EXCEEDED`. */
export const expressionLimits = {
  /** Characters of the expression itself. */
  textLength: 20_000,
  /** Time of its own that an evaluation may take, unless its caller says otherwise. */
  timeoutMs: 1_000,
  /** Parts of the expression that wait for others at one time: recursion without end stops here. */
  pending: 20_000,
  /** Items of one list that JSONata makes. */
  items: 100_000,
  /** The same where JSONata's own code takes time in the square of the list: `*`, and grouping of bound variables. */
  itemsOfQuadratic: 20_000,
  /** How deep a value may nest. */
  depth: 200,
  /** Characters of one value as JSON, roughly: texts count by their length, items and fields as `memberSize`. */
  size: 10_000_000,
  /** The same for all values together that one evaluation makes, kept or not. */
  totalSize: 100_000_000,
} as const;

export const memberSize = 8;
