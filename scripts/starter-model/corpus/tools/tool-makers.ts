import type { WeightedMaker } from "../example";
import { callMaker, callNamed } from "./call";
import { noneFits, noneNeeded } from "./no-tool";
import { moreRounds, roundMaker } from "./use-result";

/** Calls tools that are offered, uses their results, and answers without one where none is needed. */
export const toolMakers: readonly WeightedMaker[] = [
  { weight: 6, make: callNamed },
  { weight: 8, make: callMaker(1) },
  { weight: 10, make: callMaker(2) },
  { weight: 8, make: roundMaker(1, "use-result") },
  { weight: 7, make: roundMaker(2, "use-result") },
  { weight: 1, make: roundMaker(2, "failed") },
  { weight: 6, make: moreRounds },
  { weight: 6, make: noneNeeded },
  { weight: 6, practice: 3, make: noneFits },
];
