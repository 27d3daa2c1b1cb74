import type { Source } from "../example";
import { bullets } from "../grammar";
import { type Phrasings, phrasingsOf } from "../phrasings";

/** How a list is written, and the ways to ask for that. */
interface ListShape {
  readonly asked: Phrasings;
  readonly write: (items: readonly string[]) => string;
}

const dashes: ListShape = {
  asked: phrasingsOf(`
    Write a list with dashes.
    Write each one on a line that begins with a dash.
    One a line, each with "- " before it.
    As a list with dashes.
    Use a dash for each.
    Use bullet points.
    Write a bulleted list.
    Give a list, one item on each line, with a dash.
    One bullet for each.
    Put each in its own line after a dash.
    ---
    Write a list, each line with a dash.
    Use a list with bullet points.
    Write one a line, with a dash.
  `),
  write: bullets,
};

const commas: ListShape = {
  asked: phrasingsOf(`
    Separate them with commas.
    Write them on one line with commas.
    Use commas between them.
    Comma-separated.
    Answer with a comma-separated list.
    In one line, with commas.
    Put commas between them.
    ---
    Write them comma-separated.
    Separate the words with commas.
    Answer in one line with commas.
  `),
  write: (items) => items.join(", "),
};

const numbered: ListShape = {
  asked: phrasingsOf(`
    Number them.
    Write a numbered list.
    Write a list with numbers: 1., 2., 3.
    Give each a number.
    As a numbered list.
    One a line, with 1., 2. and 3. before them.
    Use a numbered list.
    ---
    Answer with a numbered list.
    Write a list and number each line.
    Give them as a list with numbers.
  `),
  write: (items) => items.map((item, place) => `${place + 1}. ${item}`).join("\n"),
};

const plainLines: ListShape = {
  asked: phrasingsOf(`
    One a line, without dashes.
    Each on its own line, nothing before it.
    Write one word on each line, no numbers and no dashes.
    One line for each, without bullets.
    ---
    Write each on its own line, without dashes.
    One on each line, no bullets.
  `),
  write: (items) => items.join("\n"),
};

export function listShape({ random }: Source): ListShape {
  return random.pick([dashes, dashes, dashes, commas, commas, numbered, numbered, plainLines]);
}
