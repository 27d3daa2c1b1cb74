/** One of the five places of a cron line. */
interface Place {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** What stands for the numbers from `min` on. */
  readonly words?: readonly string[];
  readonly takes: string;
  /** What else an item of its list may be. */
  readonly also?: RegExp;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const places: readonly Place[] = [
  { name: "minute (the first place)", min: 0, max: 59, takes: "0 to 59" },
  { name: "hour (the second place)", min: 0, max: 23, takes: "0 to 23" },
  { name: "day of month (the third place)", min: 1, max: 31, takes: "1 to 31, or L for the last day", also: /^L$/ },
  { name: "month (the fourth place)", min: 1, max: 12, words: months, takes: "1 to 12, or JAN to DEC" },
  {
    name: "day of week (the fifth place)",
    min: 0,
    max: 7,
    words: weekdays,
    takes: "0 to 7, where 0 and 7 are Sunday, or SUN to SAT",
    also: /^[0-7]?L$/,
  },
];

/** What is wrong with a line of cron, for people: which place, and what it takes. Whether such a day ever comes is not looked at. */
export function cronProblem(cron: string): string | undefined {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== places.length)
    return "Times have five parts: minute, hour, day of month, month, day of week, such as 0 9 * * 1-5.";
  for (const [i, place] of places.entries()) {
    const problem = partProblem(parts[i] as string, place);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function partProblem(part: string, place: Place): string | undefined {
  if (place.words === weekdays && part.includes("#")) return nthProblem(part, place);
  for (const item of part.split(",")) {
    if (place.also?.test(item) === true) continue;
    const problem = itemProblem(item, place);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** `1#2`: the second Monday of the month. */
function nthProblem(part: string, place: Place): string | undefined {
  const [day = "", nth = ""] = part.split("#");
  if (/^[1-5]$/.test(nth) && part.split("#").length === 2 && numberOf(day, place) !== undefined) return undefined;
  return `The ${place.name} takes one day, # and 1 to 5, such as 1#2 for the second Monday, and not ${quoted(part)}.`;
}

/** `*`, `7`, `1-5`, and each of them with a step, such as `*` and `/15`. */
function itemProblem(item: string, place: Place): string | undefined {
  if (/^H/.test(item))
    return `The ${place.name} takes no H: it would be another time at each look. It takes ${place.takes}.`;
  const [range = "", step, ...more] = item.split("/");
  if (more.length > 0 || (step !== undefined && !/^0*[1-9]\d*$/.test(step)))
    return `A step in the ${place.name} is a whole number from 1 on, such as */5, and not ${quoted(item)}.`;
  if (range === "*" || range === "?") return undefined;
  const ends = range.split("-");
  const [first, last = first] = ends.map((end) => numberOf(end, place));
  if (ends.length > 2 || first === undefined || last === undefined)
    return `The ${place.name} takes ${place.takes}, * for all, and lists, ranges and steps of them, such as 1,3 or 1-5 or */2; not ${quoted(item)}.`;
  if (first <= last) return undefined;
  return `The range ${range} in the ${place.name} goes backwards. Write two, such as ${first}-${place.max},${place.min}-${last}.`;
}

function numberOf(text: string, { min, max, words }: Place): number | undefined {
  const word = words?.indexOf(text.toLowerCase()) ?? -1;
  const value = word >= 0 ? word + min : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
