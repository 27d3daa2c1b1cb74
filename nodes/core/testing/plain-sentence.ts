/** Words in which zod and its like speak to programmers. */
const foreign =
  /\b(Invalid (input|option|key|value|string|number|element|discriminator)|Too (small|big)|Unrecognized|expected|received|undefined|NaN|\[object)\b/;

/** Whether people can read it: ends like a sentence, and holds none of a library's own words. */
export function isPlainSentence(message: string): boolean {
  return /^\S.*[.!?]["”)]?$/su.test(message) && !foreign.test(message);
}
