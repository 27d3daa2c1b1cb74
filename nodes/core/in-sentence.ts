/** A label in the middle of a sentence: "Instructions" becomes "instructions", "URL" stays. */
export function inSentence(label: string): string {
  const [first = "", second = ""] = label;
  return second !== second.toLowerCase() ? label : first.toLowerCase() + label.slice(1);
}
