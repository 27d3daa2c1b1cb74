/** The first line of a text that has words on it, cut to what a card can show. */
export function firstLine(text: string, length = 120): string {
  const line =
    text
      .split("\n")
      .find((one) => one.trim() !== "")
      ?.trim() ?? "";
  return cutText(line, length);
}

/** A text of at most `length` characters; an ellipsis says that there was more. Never cuts a character in half. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = length - 1;
  const splits = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return `${text.slice(0, splits ? end - 1 : end)}…`;
}
