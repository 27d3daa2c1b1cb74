/** An estimate counts in quarters of a token, so that it adds up exactly over parts of a text. */
export const quartersPerToken = 4;

const ascii = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  return /[A-Za-z\s]/.test(sign) ? 1 : 2;
});

/**
 * Of one code unit: a letter of English a quarter of a token, a digit, sign or letter of another alphabet a half, and one
 * of Chinese, Japanese, Korean, or of a pair, a whole one. Rather too much than too little: what is above an embedder's
 * limit is cut off unseen.
 */
export function weightOf(code: number): number {
  if (code < 128) return ascii[code] as number;
  return code >= 0x2e80 ? 4 : 2;
}

/** In quarters of a token, of the part of the text from `start` to before `end`. */
export function weigh(text: string, start = 0, end = text.length): number {
  let weight = 0;
  for (let at = start; at < end; at += 1) weight += weightOf(text.charCodeAt(at));
  return weight;
}

/** How many tokens a text has for most models, about. */
export function estimateTokens(text: string): number {
  return Math.ceil(weigh(text) / quartersPerToken);
}
