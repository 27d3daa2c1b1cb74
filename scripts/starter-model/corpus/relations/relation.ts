import type { Phrasings } from "../phrasings";
import type { Draw } from "./draws";
import type { SubjectKind } from "./subjects";

/** One property that subjects of a kind have, with the ways to say it and to ask for it. */
export interface Relation {
  readonly id: string;
  readonly about: SubjectKind;
  /** The name of a field that holds the value. */
  readonly label: string;
  readonly value: Draw;
  /** Sentences with `{s}` and `{v}`. */
  readonly says: readonly string[];
  /** Questions with `{s}`, answered by the value. */
  readonly asks: Phrasings;
  /** Questions with `{v}`, answered by the subject. */
  readonly asksSubject?: Phrasings;
}

type Wordings = readonly [train: readonly string[], heldOut: readonly string[]];

export function relation(
  id: string,
  about: SubjectKind,
  label: string,
  value: Draw,
  says: readonly string[],
  asks: Wordings,
  asksSubject?: Wordings,
): Relation {
  return {
    id,
    about,
    label,
    value,
    says,
    asks: { train: asks[0], heldOut: asks[1] },
    ...(asksSubject ? { asksSubject: { train: asksSubject[0], heldOut: asksSubject[1] } } : {}),
  };
}
