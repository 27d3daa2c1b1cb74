import { copyMakers } from "./copy";
import type { Example, Family, Maker, Source } from "./example";
import { factMakers } from "./facts";
import { formMakers } from "./form";
import { galleryMakers } from "./gallery";
import { limitMakers } from "./limits";
import { lookupMakers } from "./lookup";
import { toolMakers } from "./tools";
import { unclearMakers } from "./unclear";

export type WeightedMaker = { readonly weight: number; readonly make: Maker };

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
