import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { AppError } from "@/nodes/core/app-error";
import type { Reading } from "@/server/memory/ingest/read-text";
import { TextCollector } from "@/server/memory/ingest/text-collector";

const delimiters = [",", ";", "\t", "|"];
const partLength = 64 * 1024;
const mostInRecord = 1_000_000;

/** Each row as a paragraph with its headers: `name: Ann`, a line a value. Throws `REQUEST_INVALID` with the line that is wrong. */
export async function readCsv(text: string, { name, limits }: Reading): Promise<string> {
  const collector = new TextCollector(name, limits.characters);
  const parser = Readable.from(partsOf(text), { objectMode: false }).compose(
    parse({
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: mostInRecord,
    }),
  );
  let headers: readonly string[] | undefined;
  let rows = 0;
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      if (headers === undefined) {
        headers = row.map((header, at) => oneLine(header) || `column ${at + 1}`);
        continue;
      }
      const record = recordOf(headers, row);
      if (record === "") continue;
      collector.add(rows === 0 ? record : `\n\n${record}`);
      rows += 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? wrongRow(name, error) : error;
  }
  return rows === 0 ? (headers ?? []).join("\n") : collector.text;
}

function* partsOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += partLength) yield text.slice(at, at + partLength);
}

function recordOf(headers: readonly string[], row: readonly string[]): string {
  return row
    .map((value, at) => [headers[at] ?? `column ${at + 1}`, oneLine(value)])
    .filter(([, value]) => value !== "")
    .map(([header, value]) => `${header}: ${value}`)
    .join("\n");
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, " ").trim();
}

/** What the first lines have most of, outside of quotes. */
function delimiterOf(text: string): string {
  const start = text
    .slice(0, 16_384)
    .split("\n", 10)
    .join("\n")
    .replace(/"[^"]*"/g, "");
  const counts = delimiters.map((sign) => start.split(sign).length);
  return delimiters[counts.indexOf(Math.max(...counts))] as string;
}

function wrongRow(name: string, error: CsvError): AppError {
  const line = Number((error as { lines?: unknown }).lines);
  const where = Number.isInteger(line) ? ` near line ${line}` : "";
  const why =
    error.code === "CSV_MAX_RECORD_SIZE"
      ? "a row is longer than a million characters, or a quote is never closed"
      : error.code === "CSV_QUOTE_NOT_CLOSED"
        ? "a quote is never closed"
        : "its quotes or separators do not fit";
  return new AppError("REQUEST_INVALID", `${name} is no valid CSV${where}: ${why}.`, {
    hint: "Put that row right, and add the file again.",
    cause: error,
  });
}
