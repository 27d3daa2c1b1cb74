/** Longer pictures have no use, and JSONata takes time in the square of their length. */
const longestPicture = 200;
const longestParsedText = 200;

/** What is wrong with a picture of `$fromMillis`, `$now`, `$formatNumber` or `$formatInteger`, if anything. */
export function pictureProblem(picture: string): string | undefined {
  if (picture.length > longestPicture) return `The picture is longer than ${longestPicture} characters.`;
  if (/[1-9]\d{2,}/.test(picture)) return "The picture asks for a width of more than 99.";
  return undefined;
}

/**
 * What is wrong with a picture for `$toMillis` or `$parseInteger`, if anything. JSONata makes a JavaScript regular
 * expression of it, so parts whose ends cannot be told apart, or words for numbers, would let a text run for ever.
 */
export function parsedPictureProblem(text: string, picture: string | undefined): string | undefined {
  if (text.length > longestParsedText) return `The text is longer than ${longestParsedText} characters.`;
  if (picture === undefined) return undefined;
  const problem = pictureProblem(picture);
  if (problem !== undefined) return problem;
  const markers = [...picture.matchAll(/\[([^[\]]+)\]([^[]*)/g)];
  const isUnclear = markers.some((marker, index) => endIsUnclear(marker, markers[index + 1]));
  return isUnclear ? "The picture has two parts that nothing separates. Put a sign such as - between them." : undefined;
}

function endIsUnclear(marker: RegExpMatchArray, next: RegExpMatchArray | undefined): boolean {
  const part = partOf(marker);
  if (/^.[wW]/.test(part)) return true;
  if (next === undefined) return false;
  const literal = marker[2] ?? "";
  if (literal !== "") return isLetters(part) ? /^[A-Za-z]/.test(literal) : /^\d/.test(literal);
  if (isLetters(part)) return isLetters(partOf(next));
  // JSONata gives digits before digits a fixed width, except in fractions and time zones.
  return /^[fZz]/.test(part) && !isLetters(partOf(next));
}

function partOf(marker: RegExpMatchArray): string {
  return (marker[1] ?? "").replace(/\s+/g, "");
}

/** Names, Roman numbers and letters; all other parts are digits. */
function isLetters(part: string): boolean {
  return /^(.[nNiIaA]|[FPCE]$|[FPCE],)/.test(part);
}
