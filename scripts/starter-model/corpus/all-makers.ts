import { copyMakers } from "./copy/copy-makers";
import { lookupMakers } from "./copy/lookup";
import type { Example, Family, Source, WeightedMaker } from "./example";
import { factMakers } from "./facts";
import { formMakers } from "./form/form-makers";
import { galleryMakers } from "./gallery/gallery-makers";
import { limitMakers } from "./limits/limit-makers";
import { unclearMakers } from "./limits/unclear";
import { toolMakers } from "./tools/tool-makers";

/** What makes the examples of each family, with how often each maker is asked. */
export const makers: Readonly<Record<Family, readonly WeightedMaker[]>> = {
  facts: [...factMakers, ...galleryMakers.facts],
  copy: [...copyMakers, ...lookupMakers, ...galleryMakers.copy],
  form: [...formMakers, ...galleryMakers.form],
  tools: [...toolMakers, ...galleryMakers.tools],
  limits: [...limitMakers, ...galleryMakers.limits, ...unclearMakers],
};

export const families = Object.keys(makers) as Family[];

/** One example of a family. */
export function makeExample(family: Family, source: Source): Example {
  const choices = makers[family];
  let left = source.random.next() * choices.reduce((sum, { weight }) => sum + weight, 0);
  for (const { weight, make } of choices) {
    left -= weight;
    if (left < 0) return make(source);
  }
  return (choices[0] as WeightedMaker).make(source);
}
