const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const timeLength = 10;
const wholeLength = 26;

/** When something was made, in milliseconds since 1970, by the id that the server gave it; undefined for other ids. */
export function timeOfId(id: string): number | undefined {
  if (id.length !== wholeLength) return undefined;
  let time = 0;
  for (const digit of id.slice(0, timeLength)) {
    const value = alphabet.indexOf(digit);
    if (value === -1) return undefined;
    time = time * 32 + value;
  }
  return time;
}
