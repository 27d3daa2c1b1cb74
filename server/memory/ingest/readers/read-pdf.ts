import { getDocumentProxy, getResolvedPDFJS } from "unpdf";
import { AppError } from "@/nodes/core/app-error";
import { pageBreak } from "@/server/memory/ingest/block";
import type { Reading, ReadText } from "@/server/memory/ingest/read-text";
import { joinLines, type PlacedText } from "@/server/memory/ingest/readers/pdf-lines";
import { TextCollector } from "@/server/memory/ingest/text-collector";

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** The text of a PDF, page for page. Nothing in it is carried out. Throws `REQUEST_INVALID`, `LIMIT_EXCEEDED`. */
export async function readPdf(bytes: Uint8Array, reading: Reading): Promise<ReadText> {
  const { name, limits } = reading;
  const pdf = await open(bytes, name);
  try {
    if (pdf.numPages > limits.pages)
      throw new AppError("LIMIT_EXCEEDED", `${name} has ${pdf.numPages} pages; at most ${limits.pages} are read.`, {
        hint: "Cut it into several files and add these.",
      });
    const text = await readPages(pdf, reading);
    if (text.trim() === "")
      throw new AppError("REQUEST_INVALID", `${name} has no text: its pages are probably pictures of a scanner.`, {
        hint: "Have a program for text recognition (OCR) write text into it, and add that file.",
      });
    return { text, mediaType: "application/pdf", pages: pdf.numPages, ...(await titleOf(pdf)) };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array, name: string): Promise<Pdf> {
  const { VerbosityLevel } = await getResolvedPDFJS();
  try {
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: VerbosityLevel.ERRORS,
      stopAtErrors: false,
    });
  } catch (error) {
    if ((error as Error | undefined)?.name === "PasswordException")
      throw new AppError("REQUEST_INVALID", `${name} is encrypted: it opens with a password only.`, {
        hint: "Open it with its password, save it without one, and add that file.",
        cause: error,
      });
    throw broken(name, error);
  }
}

async function readPages(pdf: Pdf, { name, limits, onPage }: Reading): Promise<string> {
  const collector = new TextCollector(name, limits.characters);
  for (let number = 1; number <= pdf.numPages; number += 1) {
    if (number > 1) collector.add(pageBreak);
    try {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      collector.add(joinLines(items.filter((item): item is PlacedText & typeof item => "str" in item)));
      page.cleanup();
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw broken(`Page ${number} of ${name}`, error);
    }
    onPage?.(number, pdf.numPages);
  }
  return collector.text;
}

async function titleOf(pdf: Pdf): Promise<{ title?: string }> {
  const metadata = await pdf.getMetadata().catch(() => undefined);
  const title: unknown = (metadata?.info as { Title?: unknown } | undefined)?.Title;
  return typeof title === "string" && title.trim() !== "" ? { title: title.trim() } : {};
}

function broken(what: string, cause: unknown): AppError {
  return new AppError("REQUEST_INVALID", `${what} is broken and cannot be read.`, {
    hint: "Open it in a PDF reader, save it again, and add that file.",
    cause,
  });
}
