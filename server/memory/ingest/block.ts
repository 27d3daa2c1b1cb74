/** How the text of a document shows its structure: by blank lines alone, by Markdown, or one record a paragraph. */
export const textFormats = ["plain", "markdown", "records"] as const;
export type TextFormat = (typeof textFormats)[number];

/** A part of a text that belongs together, from `start` to before `end`. */
export interface Block {
  readonly kind: "heading" | "paragraph" | "code" | "table" | "record";
  readonly start: number;
  readonly end: number;
  /** Headings that it stands under, the outermost first; a heading's own is the last. */
  readonly headings: readonly string[];
  /** From 1; undefined where the text has no pages. */
  readonly page: number | undefined;
  /** Of a table: where its head ends. */
  readonly headEnd?: number;
}

/** Between two pages of a text. */
export const pageBreak = "\f";

/** The format that texts of a media type are read into. */
export function formatOf(mediaType: string): TextFormat {
  if (mediaType === "text/markdown" || mediaType === "text/html") return "markdown";
  return mediaType === "text/csv" || mediaType === "application/json" ? "records" : "plain";
}
