import { z } from "zod";

/** Names that templates and expressions give to something else; a port of this name could not be read. */
const taken = ["input", "secrets", "run"];

/** The name of a port that an author makes and then writes in templates and expressions, such as `topic`. */
export const variableNameSchema = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,63}$/,
    "A name starts with a letter and has at most 64 letters, digits and underscores, such as topic or max_price.",
  )
  .refine(
    (name) => !taken.includes(name),
    "input, secrets and run have a meaning of their own in templates: choose another name.",
  );

/** A name for people as much as for ports, such as the case `billing question`. */
export const labelNameSchema = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_ -]{0,63}$/,
    "A name starts with a letter and has at most 64 letters, digits, spaces, underscores and hyphens.",
  );

/** The names that stand twice, each with the index of its second place. */
export function doubledNames(names: readonly string[]): { name: string; index: number }[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [{ name, index }] : []));
}
