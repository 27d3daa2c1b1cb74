import { maybeSystem, turn } from "../conversation";
import type { Level, Maker, WeightedMaker } from "../example";
import { fill, type Phrasings, phrase } from "../phrasings";
import { type FixedAnswer, fixedAnswers } from "./fixed-answers";
import { givenInstead } from "./given-instead";
import { namedThings } from "./named-things";
import { requests } from "./requests";
import { smallSum } from "./small-sum";
import { smallTalk } from "./small-talk";

/** Requests of a kind, which all have the same answer. */
function fixedMaker(kind: FixedAnswer, asked: Phrasings | undefined, level: Level): Maker {
  if (asked === undefined) throw new Error(`There are no requests of the kind ${kind}.`);
  return (source) => {
    const question = fill(phrase(source, asked), namedThings(source)).replace(/^\w/, (letter) =>
      source.random.chance(0.1) ? letter.toLowerCase() : letter,
    );
    return {
      family: "limits",
      kind,
      level,
      messages: [...maybeSystem(source), ...turn(question, fixedAnswers[kind])],
    };
  };
}

/** Says what it cannot do, and what it says in small talk. */
export const limitMakers: readonly WeightedMaker[] = [
  { weight: 8, make: fixedMaker("know", requests.know, 1) },
  { weight: 6, make: fixedMaker("write", requests.write, 1) },
  { weight: 4, make: fixedMaker("calculate", requests.calculate, 1) },
  { weight: 3, make: fixedMaker("translate", requests.translate, 1) },
  { weight: 5, make: fixedMaker("advise", requests.advise, 1) },
  { weight: 6, make: fixedMaker("research", requests.research, 1) },
  { weight: 2, make: fixedMaker("hello", smallTalk.hello, 0) },
  { weight: 1, make: fixedMaker("thanks", smallTalk.thanks, 0) },
  { weight: 1, make: fixedMaker("goodbye", smallTalk.goodbye, 0) },
  { weight: 1, make: fixedMaker("fine", smallTalk.fine, 0) },
  { weight: 1, make: fixedMaker("who", smallTalk.who, 0) },
  { weight: 1, make: fixedMaker("can", smallTalk.can, 0) },
  { weight: 5, make: givenInstead },
  { weight: 3, make: smallSum },
];
