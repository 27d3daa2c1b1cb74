import { AppError } from "@/nodes/core/app-error";
import type { Reading, ReadText } from "@/server/memory/ingest/read-text";
import { decodeText } from "@/server/memory/ingest/readers/decode-text";
import { isPdf, namedKind, textKind } from "@/server/memory/ingest/readers/document-kind";
import { refuseLongText } from "@/server/memory/ingest/text-collector";

/**
 * The text of a document, with what shows its structure. What it is its bytes say; its name is asked where they leave it
 * open. Throws an `AppError` that says what is wrong with it and what to do.
 */
export async function readDocument(bytes: Uint8Array, reading: Reading): Promise<ReadText> {
  const named = namedKind(reading.name, reading.declared);
  const read = isPdf(bytes, reading.name, named)
    ? await (await import("@/server/memory/ingest/readers/read-pdf")).readPdf(bytes, reading)
    : await readText(bytes, reading);
  if (read.text.trim() === "") throw new AppError("REQUEST_INVALID", `${reading.name} has no text.`);
  return read;
}

async function readText(bytes: Uint8Array, reading: Reading): Promise<ReadText> {
  const named = namedKind(reading.name, reading.declared);
  const charset = charsetOf(reading.declared) ?? (named === "html" ? charsetInHtml(bytes) : undefined);
  const { text, encoding } = decodeText(bytes, reading.name, charset);
  switch (textKind(text, named)) {
    case "html": {
      const { readHtml } = await import("@/server/memory/ingest/readers/read-html");
      return { ...readHtml(text, reading), mediaType: "text/html", encoding };
    }
    case "csv": {
      const { readCsv } = await import("@/server/memory/ingest/readers/read-csv");
      return { text: await readCsv(text, reading), mediaType: "text/csv", encoding };
    }
    case "json": {
      const { readJson } = await import("@/server/memory/ingest/readers/read-json");
      return { text: readJson(text, reading), mediaType: "application/json", encoding };
    }
    case "markdown":
      return plain(text, "text/markdown", encoding, reading);
    default:
      return plain(text, "text/plain", encoding, reading);
  }
}

function plain(text: string, mediaType: string, encoding: string, { name, limits }: Reading): ReadText {
  refuseLongText(name, text.length, limits.characters);
  return { text, mediaType, encoding };
}

function charsetOf(declared: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(declared ?? "")?.[1];
}

/** A page says it in its first lines, in signs that nearly all encodings share. */
function charsetInHtml(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 2_048)).toString("latin1");
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(start)?.[1];
}
