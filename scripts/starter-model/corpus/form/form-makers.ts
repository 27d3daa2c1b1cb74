import type { WeightedMaker } from "../example";
import { givenList } from "./given-list";
import { jsonByKeys } from "./json/json-keys";
import { jsonOfPairs } from "./json/json-pairs";
import { jsonBySchema } from "./json/json-schema";
import { labelMaker } from "./labels/classify";
import { describedMaker } from "./labels/described";
import { routerMaker } from "./labels/router";
import { letterCase } from "./letter-case";
import { formatMaker } from "./line-format";
import { listFromText } from "./list-from-text";
import { biggerNumber, counting, numberFromText } from "./numbers";
import { oneWordMaker } from "./one-word";
import { wrapping } from "./wrap";
import { yesNoMaker, yesNoNumbers } from "./yes-no";

/** Answers in a wanted form: one word, yes or no, a list, a label, JSON. */
export const formMakers: readonly WeightedMaker[] = [
  { weight: 6, practice: 1.5, make: oneWordMaker(1) },
  { weight: 5, practice: 1.5, make: oneWordMaker(2) },
  { weight: 3, make: oneWordMaker(3) },
  { weight: 7, practice: 1.5, make: yesNoMaker(1) },
  { weight: 7, practice: 1.5, make: yesNoMaker(2) },
  { weight: 4, make: yesNoMaker(3) },
  { weight: 4, make: yesNoNumbers },
  { weight: 2, make: biggerNumber },
  { weight: 3, make: numberFromText },
  { weight: 2, make: counting },
  { weight: 7, make: givenList },
  { weight: 4, make: listFromText },
  { weight: 10, make: labelMaker },
  { weight: 6, make: describedMaker },
  { weight: 4, make: routerMaker },
  { weight: 9, make: jsonBySchema },
  { weight: 6, make: jsonByKeys },
  { weight: 7, practice: 1.5, make: jsonOfPairs },
  { weight: 6, practice: 2, make: letterCase },
  { weight: 3, make: wrapping },
  { weight: 5, make: formatMaker },
];
