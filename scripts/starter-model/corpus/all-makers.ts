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
  const often = ({ weight, practice = 1 }: WeightedMaker) => weight * (source.split === "train" ? practice : 1);
  let left = source.random.next() * choices.reduce((sum, choice) => sum + often(choice), 0);
  for (const choice of choices) {
    left -= often(choice);
    if (left < 0) return choice.make(source);
  }
  return (choices[0] as WeightedMaker).make(source);
}
