import type { Maker } from "../example";
import { capital } from "../grammar";
import { fill, type Phrasings, phrase } from "../phrasings";
import { drawSubject } from "../relations/subjects";
import { rounds } from "../rounds";
import { fresh, severalFresh } from "./fresh-values";
import { relationsOf } from "./passage";
import { reading, type Turn } from "./reading";
import { bareName, recordKinds } from "./record";

const askCell: Phrasings = {
  train: [
    "What is the {l} of {s}?",
    "Give me the {l} of {s}.",
    "Which {l} has {s}?",
    "Find the {l} for {s}.",
    "Look up {s}. What is the {l}?",
    "What does the table say for the {l} of {s}?",
    "{l} of {s}?",
    "For {s}, what is the {l}?",
  ],
  heldOut: ["Find the {l} of {s}.", "Look up the {l} of {s}.", "What is the {l} for {s}?"],
};

const askRow: Phrasings = {
  train: [
    "Which name has the {l} {v}?",
    "Who or what has the {l} {v}?",
    "Which row has the {l} {v}? Give the name.",
    "Find the name with the {l} {v}.",
    "What is the name in the row with the {l} {v}?",
  ],
  heldOut: ["Give the name with the {l} {v}.", "Which name is in the row with the {l} {v}?"],
};

/** A cell of a table, or the name in its row. */
export const tableMaker: Maker = (source) => {
  const { random } = source;
  const kind = random.pick(recordKinds);
  const columns = random.sample(relationsOf(kind), random.int(1, 3));
  const used: string[] = [];
  const names = severalFresh(source, random.int(2, 4), (own) => bareName(drawSubject[kind](own)), used);
  const rows = names.flatMap((name) => {
    const cells = columns.map(({ value }) => fresh(source, used, value));
    return cells.every((cell) => cell !== undefined) ? [{ name, cells: cells as string[] }] : [];
  });
  const header = ["name", ...columns.map(({ label }) => label)];
  const lines = rows.map(({ name, cells }) => [name, ...cells]);
  const style = random.int(0, 3);
  const rule = `| ${header.map(() => "---").join(" | ")} |`;
  const shown = [header, ...lines].map((cells) => (style === 0 ? cells.join(",") : `| ${cells.join(" | ")} |`));
  const text =
    style === 3
      ? lines.map((cells) => cells.map((cell, place) => `${header[place]}: ${cell}`).join(", ")).join("\n")
      : (style === 2 ? shown.toSpliced(1, 0, rule) : shown).join("\n");
  const turns = random
    .shuffle([...rows, ...rows])
    .slice(0, rounds(source, 6))
    .map(({ name, cells }): Turn => {
      const place = random.int(0, columns.length - 1);
      const values = { l: header[place + 1] ?? "", v: cells[place] ?? "", s: name };
      if (random.chance(0.25)) return { question: fill(phrase(source, askRow), values), answer: name };
      return { question: capital(fill(phrase(source, askCell), values)), answer: values.v };
    });
  return turns.length === 0 ? tableMaker(source) : reading(source, "table", 2, text, turns);
};
