import type { CollectionSummary } from "./memory-types";

/** What the form of a collection holds. */
export interface CollectionForm {
  readonly name: string;
  readonly description: string;
  readonly embedder: string;
  /** Tokens. `null` is an empty field. */
  readonly chunkSize: number | null;
  readonly overlap: number | null;
  /** `auto`, or ISO 639-3. */
  readonly language: string;
}

export const usualSplit = { chunkSize: 256, overlap: 32 } as const;
const sizes = { least: 32, most: 4_000 };

export const emptyCollection: CollectionForm = {
  name: "",
  description: "",
  embedder: "default",
  ...usualSplit,
  language: "auto",
};

export function collectionFormOf({ name, description, embedder, settings }: CollectionSummary): CollectionForm {
  return { name, description, embedder, ...splitOf(settings) };
}

/** How documents are split, as far as settings say. */
export function splitOf(settings: Readonly<Record<string, unknown>>) {
  const { chunkSize, overlap, language } = settings;
  return {
    chunkSize: typeof chunkSize === "number" ? chunkSize : usualSplit.chunkSize,
    overlap: typeof overlap === "number" ? overlap : usualSplit.overlap,
    language: typeof language === "string" ? language : "auto",
  };
}

/** What is missing or wrong, by field. */
export function collectionProblems(form: CollectionForm): Partial<Record<keyof CollectionForm, string>> {
  const { name, chunkSize } = form;
  return {
    ...(name.trim() === "" ? { name: "Write a name." } : {}),
    ...(name.trim().length > 200 ? { name: "A name has at most 200 letters." } : {}),
    ...splitProblems(form),
    ...(chunkSize === null ? { chunkSize: "Write how many tokens a passage has at most." } : {}),
  };
}

export function splitProblems({ chunkSize, overlap }: Pick<CollectionForm, "chunkSize" | "overlap">) {
  const isSize =
    chunkSize !== null && Number.isInteger(chunkSize) && chunkSize >= sizes.least && chunkSize <= sizes.most;
  const most = Math.floor((chunkSize ?? 0) / 2);
  const isOverlap = overlap !== null && Number.isInteger(overlap) && overlap >= 0 && overlap <= most;
  return {
    ...(isSize ? {} : { chunkSize: `Write a whole number from ${sizes.least} to ${sizes.most}.` }),
    ...(isOverlap || !isSize ? {} : { overlap: `Write a whole number from 0 to ${most}, half of a passage.` }),
  };
}

/** What is stored of it. */
export function newCollectionOf({ name, description, embedder, chunkSize, overlap, language }: CollectionForm) {
  return {
    name: name.trim(),
    description: description.trim(),
    embedder,
    settings: { chunkSize: chunkSize ?? usualSplit.chunkSize, overlap: overlap ?? usualSplit.overlap, language },
  };
}
