import { formatCount, formatPlural } from "@/components/ui/format";

/** How long things are kept: what is left out is not bounded. */
export interface RetentionRule {
  readonly maxEntries?: number;
  readonly maxAgeDays?: number;
}

/** What the form holds; `null` is an empty field. */
export interface RetentionDraft {
  readonly maxEntries: number | null;
  readonly maxAgeDays: number | null;
}

/** What is stored, as far as it can be read. */
export function draftOf(rule: Readonly<Record<string, unknown>>): RetentionDraft {
  return {
    maxEntries: countIn(rule.maxEntries),
    maxAgeDays: countIn(rule.maxAgeDays),
  };
}

export function ruleOf({ maxEntries, maxAgeDays }: RetentionDraft): RetentionRule {
  return {
    ...(maxEntries === null ? {} : { maxEntries }),
    ...(maxAgeDays === null ? {} : { maxAgeDays }),
  };
}

/** "at most 500, not older than 30 days". */
export function ruleWords(rule: Readonly<Record<string, unknown>>): string {
  const { maxEntries, maxAgeDays } = draftOf(rule);
  return [
    ...(maxEntries === null ? [] : [`at most ${formatCount(maxEntries)}`]),
    ...(maxAgeDays === null ? [] : [`not older than ${formatPlural(maxAgeDays, "day")}`]),
  ].join(", ");
}

export function isUnbounded({ maxEntries, maxAgeDays }: RetentionDraft): boolean {
  return maxEntries === null && maxAgeDays === null;
}

/** What is wrong with it, by field. */
export function retentionProblems(draft: RetentionDraft): Partial<Record<"maxEntries" | "maxAgeDays", string>> {
  return {
    ...(isCount(draft.maxEntries) ? {} : { maxEntries: "Write a whole number from 1, or leave it empty." }),
    ...(isCount(draft.maxAgeDays) ? {} : { maxAgeDays: "Write a whole number of days from 1, or leave it empty." }),
  };
}

function isCount(value: number | null): boolean {
  return value === null || (Number.isInteger(value) && value >= 1);
}

function countIn(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
