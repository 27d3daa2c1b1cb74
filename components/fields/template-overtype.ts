/**
 * What to do with a blank or a brace that is typed where the editor has put one already, so that `{{ name }}` can be
 * typed as it is written: `step` over what stands there, `drop` what was typed, or nothing special.
 * @param before the line up to the cursor
 * @param after the line behind it
 */
export function overtype(before: string, after: string, typed: string): "step" | "drop" | undefined {
  if (before.lastIndexOf("{{") <= before.lastIndexOf("}}")) return undefined;
  if (typed === "}") return after.startsWith("}") ? "step" : undefined;
  if (typed !== " " || !after.startsWith(" }}")) return undefined;
  return before.endsWith("{{ ") ? "drop" : "step";
}
