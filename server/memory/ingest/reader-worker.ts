/**
 * The thread that reads and splits documents, so that no large or hostile one keeps the server from answering. It is
 * started by path with tsx, under Next, the command line and the tests alike. One request at a time.
 */
import { readFile } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import { AppError, toAppError } from "@/nodes/core/app-error";
import { formatOf } from "@/server/memory/ingest/block";
import { readDocument } from "@/server/memory/ingest/read-document";
import type { ReadAndSplit, ReaderError, ReaderMessage, ReaderRequest } from "@/server/memory/ingest/reader-requests";
import { splitText } from "@/server/memory/ingest/split-text";

/** Between two messages about progress. */
const progressMs = 100;

parentPort?.on("message", async (request: ReaderRequest) => {
  const message = await carryOut(request).then(
    (result): ReaderMessage => ({ result }),
    (error: unknown): ReaderMessage => ({ error: toReaderError(error) }),
  );
  parentPort?.postMessage(message);
});

async function carryOut(request: ReaderRequest): Promise<ReadAndSplit> {
  if (request.kind === "split") {
    const { text, mediaType, split } = request;
    return { text, mediaType, chunks: splitText(text, formatOf(mediaType), split) };
  }
  const { source, name, declared, limits, split } = request;
  const bytes = "path" in source ? await readFile(source.path) : source.bytes;
  const read = await readDocument(bytes, { name, declared, limits, onPage: tellNowAndThen() });
  return { ...read, chunks: splitText(read.text, formatOf(read.mediaType), split) };
}

function tellNowAndThen(): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const now = performance.now();
    if (now - told < progressMs && done !== total) return;
    told = now;
    parentPort?.postMessage({ pages: [done, total] } satisfies ReaderMessage);
  };
}

function toReaderError(error: unknown): ReaderError {
  const known =
    error instanceof RangeError
      ? new AppError("REQUEST_INVALID", `A document cannot be read: ${error.message}`, {
          userMessage: "The document is nested so deep that it cannot be read.",
          hint: "Save it in a simpler form, such as text, and add that.",
        })
      : toAppError(error);
  const { code, message, userMessage, hint, retryable } = known;
  return { code, message, userMessage, ...(hint === undefined ? {} : { hint }), retryable };
}
