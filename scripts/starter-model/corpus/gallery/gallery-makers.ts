import type { WeightedMaker } from "../example";
import { askBesideNotes } from "./ask-beside-notes";
import { askGuide } from "./ask-guide";
import { explain, explainUnknown } from "./explain";
import { gather } from "./gather";
import { reply, routeRequest } from "./help-desk";
import { threePoints, weigh } from "./panel";
import { readOrder } from "./read-order";
import { summarize } from "./summarize";

/**
 * The kinds of work that the examples of the gallery ask for, in the words of their prompts and in others. What the
 * examples themselves are asked is not among them. By family, with weights on the scale of each family's own makers.
 */
export const galleryMakers = {
  facts: [
    { weight: 2, make: explain },
    { weight: 1, make: askBesideNotes },
  ],
  copy: [
    { weight: 6, practice: 2, make: gather },
    { weight: 5, make: summarize },
  ],
  form: [
    { weight: 2, make: reply },
    { weight: 4, practice: 1.5, make: routeRequest },
    { weight: 2, practice: 2, make: threePoints },
    { weight: 3, make: weigh },
    { weight: 9, practice: 1.5, make: readOrder },
  ],
  tools: [{ weight: 6, make: askGuide }],
  limits: [{ weight: 3, make: explainUnknown }],
} as const satisfies Record<string, readonly WeightedMaker[]>;
