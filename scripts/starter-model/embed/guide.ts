import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const folder = join(import.meta.dirname, "..", "..", "..", "docs", "guide");

/** A section of the user guide: what a search for documentation finds. */
export interface Passage {
  readonly page: string;
  readonly heading: string;
  /** The heading and what stands below it. */
  readonly text: string;
}

/** The sections of `docs/guide`, but for its index. */
export function readGuide(): readonly Passage[] {
  const pages = readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md");
  return pages.sort().flatMap((page) =>
    readFileSync(join(folder, page), "utf8")
      .split(/^## /m)
      .slice(1)
      .map((part): Passage => {
        const [heading = "", ...rest] = part.split("\n");
        return { page, heading, text: `${heading}\n${rest.join("\n").trim()}` };
      }),
  );
}

const placed = { page: z.string(), heading: z.string() };
const heldOutSchema = z.array(z.strictObject({ ...placed, question: z.string() }));
const trainingSchema = z.array(z.strictObject({ ...placed, ask: z.array(z.string()).min(1) }));

/** Questions that no training saw, each with the section that answers it. */
export function readHeldOutQuestions(): z.infer<typeof heldOutSchema> {
  return heldOutSchema.parse(read("docs-questions.yaml"));
}

/** Patterns of questions for each section. */
export function readTrainingQuestions(): z.infer<typeof trainingSchema> {
  return trainingSchema.parse(read("docs-training.yaml"));
}

function read(name: string): unknown {
  return parse(readFileSync(join(import.meta.dirname, name), "utf8"));
}
