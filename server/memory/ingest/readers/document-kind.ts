import { AppError } from "@/nodes/core/app-error";
import { binaryTypeOf } from "@/server/files/media-type";

export const documentKinds = ["pdf", "html", "markdown", "csv", "json", "text"] as const;
export type DocumentKind = (typeof documentKinds)[number];

const byExtension: Readonly<Record<string, DocumentKind>> = {
  pdf: "pdf",
  html: "html",
  htm: "html",
  xhtml: "html",
  md: "markdown",
  markdown: "markdown",
  csv: "csv",
  tsv: "csv",
  json: "json",
  jsonl: "json",
  ndjson: "json",
};
const byMediaType: Readonly<Record<string, DocumentKind>> = {
  "application/pdf": "pdf",
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/markdown": "markdown",
  "text/csv": "csv",
  "text/tab-separated-values": "csv",
  "application/json": "json",
  "application/x-ndjson": "json",
};
const supported = "Text, Markdown, HTML, PDF, CSV and JSON can be read.";
const pdfMark = Buffer.from("%PDF-");
/** Some programs put a few lines before the mark. */
const pdfMarkWithin = 1_024;

/** What the name and the sender call a document: asked only where its bytes leave it open. */
export function namedKind(name: string, declared: string | undefined): DocumentKind | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  return byExtension[extension] ?? byMediaType[declared?.split(";")[0]?.trim().toLowerCase() ?? ""];
}

/** Whether the bytes are a PDF. Throws `REQUEST_INVALID` where they are of a kind that cannot be read. */
export function isPdf(bytes: Uint8Array, name: string, named: DocumentKind | undefined): boolean {
  if (bytes.byteLength === 0) throw new AppError("REQUEST_INVALID", `${name} is empty.`);
  if (Buffer.from(bytes.subarray(0, pdfMarkWithin)).includes(pdfMark)) return true;
  if (named === "pdf")
    throw new AppError("REQUEST_INVALID", `${name} is no PDF, or it is broken: it does not begin as one.`, {
      hint: "Open it in a PDF reader, save it again, and add that file.",
    });
  const type = binaryTypeOf(bytes);
  if (type === undefined || type === "application/pdf") return false;
  const office = type === "application/zip" ? " Save a document of a word processor as PDF or text first." : "";
  throw new AppError("REQUEST_INVALID", `${name} is ${type}, which has no text that could be read.`, {
    hint: `${supported}${office}`,
  });
}

const htmlStart = /^(?:\s|<!--[\s\S]{0,2000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body)[\s>]/i;

/** What a text is. */
export function textKind(text: string, named: DocumentKind | undefined): DocumentKind {
  const start = text.slice(0, 4_096);
  if (htmlStart.test(start)) return "html";
  if (named !== undefined && named !== "pdf") return named;
  return /^\s*[[{]/.test(start) && isJson(text) ? "json" : "text";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
