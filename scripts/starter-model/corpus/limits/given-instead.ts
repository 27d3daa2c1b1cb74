import { maybeSystem, turn } from "../conversation";
import type { Maker } from "../example";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { inPassage } from "../question-frames";
import { namedThings } from "./named-things";

const givenFacts = phrasingsOf(`
  The capital of {country} is {place}.|What is the capital of {country}?|{place}
  {first} {family} wrote {work}.|Who wrote {work}?|{first} {family}
  The {invention} was invented by {first} {family}.|Who invented the {invention}?|{first} {family}
  {person} was born in {place}.|Where was {person} born?|{place}
  The president of {country} is {first} {family}.|Who is the president of {country}?|{first} {family}
  The currency of {country} is the {odd}.|What is the currency of {country}?|{odd}
  {person} lived in {place}.|Where did {person} live?|{place}
  The highest mountain of {country} is {place}.|What is the highest mountain of {country}?|{place}
  A {odd} is a {thing}.|What is a {odd}?|a {thing}
  In {country} people speak {odd}.|Which language do people speak in {country}?|{odd}
  It is {big} degrees in {place}.|What is the weather in {place}?|{big} degrees
  {first} {family} painted {work}.|Who painted {work}?|{first} {family}
  {first} is {big} years old.|How old is {first}?|{big}
  ---
  The king of {country} is {first} {family}.|Who is the king of {country}?|{first} {family}
  {place} is the capital of {country}.|What is the capital of {country}?|{place}
  {work} was written by {first} {family}.|Who wrote {work}?|{first} {family}
`);

/**
 * The same questions with a text that answers them: the limit is what the prompt gives, not the words of a question.
 */
export const givenInstead: Maker = (source) => {
  const given = namedThings(source);
  const parts = phrase(source, givenFacts).split("|");
  const [text = "", question = "", answer = ""] = parts.map((part) => fill(part, given));
  return {
    family: "limits",
    kind: "given-instead",
    level: 1,
    messages: [
      ...maybeSystem(source),
      ...turn(
        inPassage(
          source,
          text.replace(/^\w/, (letter) => letter.toUpperCase()),
          question,
        ),
        answer,
      ),
    ],
  };
};
