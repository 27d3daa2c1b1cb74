import type { WeightedMaker } from "../example";
import { asLineMaker } from "./as-line";
import { extractMaker } from "./extract";
import { factsMaker, missingMaker, reverseMaker } from "./facts";
import { fillTemplateMaker } from "./fill-template";
import { joinMaker } from "./join";
import { spellOutMaker } from "./labelled";
import { countItemsMaker, listItemsMaker, nthInSentenceMaker } from "./list-in-text";
import { contestMaker, largerMaker, sumMaker } from "./numbers";
import { edgeWordMaker, neighbourMaker, nthItemMaker } from "./place-in-list";
import { fieldMaker } from "./record";
import { myNameMaker, rememberMaker } from "./remember";
import { repeatCodeMaker, repeatPhraseMaker, repeatWordMaker } from "./repeat";
import { findSentenceMaker, fullSentenceMaker } from "./sentences";
import { storyMaker } from "./story";
import { summaryMaker } from "./summary";
import { swapMaker } from "./swap";
import { tableMaker } from "./table";
import { titleMaker } from "./title";

/** Ability b: to use what the prompt gives, word for word. */
export const copyMakers: readonly WeightedMaker[] = [
  { weight: 8, make: repeatWordMaker },
  { weight: 6, make: repeatPhraseMaker },
  { weight: 5, make: repeatCodeMaker },
  { weight: 4, make: edgeWordMaker },
  { weight: 3, make: nthItemMaker(0) },
  { weight: 7, make: spellOutMaker(0, 1, 1) },
  { weight: 4, make: spellOutMaker(1, 2, 4) },
  { weight: 3, make: myNameMaker },
  { weight: 3, make: rememberMaker },
  { weight: 12, make: factsMaker("one-fact", 0, 1, 1) },
  { weight: 10, make: factsMaker("two-facts", 1, 2, 2) },
  { weight: 12, make: factsMaker("several-facts", 2, 3, 5, 2) },
  { weight: 6, make: factsMaker("many-facts", 3, 6, 9, 3) },
  { weight: 3, make: reverseMaker(1, 1, 2) },
  { weight: 4, make: reverseMaker(2, 3, 5) },
  { weight: 2, make: missingMaker(1, 1, 2) },
  { weight: 4, make: missingMaker(2, 3, 5) },
  { weight: 3, make: fullSentenceMaker(1, 1, 2) },
  { weight: 2, make: fullSentenceMaker(2, 3, 4) },
  { weight: 2, practice: 2, make: findSentenceMaker },
  { weight: 4, practice: 1.5, make: storyMaker(2) },
  { weight: 5, practice: 1.5, make: storyMaker(3) },
  { weight: 3, make: nthItemMaker(1) },
  { weight: 2, practice: 2, make: neighbourMaker },
  { weight: 4, make: listItemsMaker(1, 2, 3) },
  { weight: 3, make: listItemsMaker(2, 3, 5) },
  { weight: 1, make: countItemsMaker },
  { weight: 2, make: nthInSentenceMaker },
  { weight: 3, make: swapMaker },
  { weight: 3, make: joinMaker },
  { weight: 2, practice: 2, make: fillTemplateMaker(0) },
  { weight: 4, practice: 2, make: fillTemplateMaker(1) },
  { weight: 4, practice: 2, make: fillTemplateMaker(2) },
  { weight: 3, make: fieldMaker(1, 1, 3) },
  { weight: 3, make: fieldMaker(2, 3, 5) },
  { weight: 4, practice: 1.5, make: tableMaker },
  { weight: 2, practice: 2, make: asLineMaker(1) },
  { weight: 2, practice: 2, make: asLineMaker(2) },
  { weight: 2, make: largerMaker },
  { weight: 2, make: contestMaker },
  { weight: 3, make: summaryMaker },
  { weight: 2, make: titleMaker },
  { weight: 3, make: extractMaker },
  { weight: 1, make: sumMaker },
];
