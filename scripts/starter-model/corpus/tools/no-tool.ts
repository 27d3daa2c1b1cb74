import type { ChatMessage } from "@/nodes/core/node-runner";
import { turn } from "../conversation";
import type { Maker } from "../example";
import { smallTalkQuestion } from "../limits/small-talk";
import { firstName, inventedWord, placeName } from "../names";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { rounds } from "../rounds";
import { colours, objects, ownWords } from "../words/everyday-words";
import { tasks } from "./tasks";
import { asked, calledAndAnswered, maybeToolSystem, withTools } from "./tool-conversation";

const noTool = "I have no tool for that.";

const without = phrasingsOf(`
  Say {w}.|{w}
  Repeat the word {w}.|{w}
  Answer with the word {w}.|{w}
  Repeat: {w}|{w}
  The {thing} belongs to {name}. Who owns the {thing}?|{name}
  Context: {name} lives in {place}.\\nQuestion: Where does {name} live?|{place}
  {name} has a {color} {thing}. What colour is the {thing}?|{color}
  My name is {name}. What is my name?|{name}
  I live in {place}. Where do I live?|{place}
  Text: The {thing} is {color}.\\n\\nWhat colour is the {thing}?|{color}
  Write {w} in brackets like [this].|[{w}]
  Write only the word {thing}.|{thing}
  I am called {name}. What am I called?|{name}
  Use no tool. Say {w}.|{w}
  ---
  Say the word {w}.|{w}
  My name is {name} and I live in {place}. Where do I live?|{place}
  Text: {name} owns the {thing}.\\nQuestion: Who owns the {thing}?|{name}
`);

/** What needs no tool is answered without one. */
export const noneNeeded: Maker = (source) => {
  const { random } = source;
  const all = tasks(source, random.int(1, 3));
  const values = {
    w: inventedWord(source),
    thing: random.pick(ownWords(source, objects)),
    name: firstName(source),
    place: placeName(source),
    color: random.pick(colours),
  };
  const [given = "", wanted = ""] = phrase(source, without).split("|");
  const plain = { question: fill(given, values), answer: fill(wanted, values) };
  const { question, answer } = random.chance(0.35) ? smallTalkQuestion(source) : plain;
  return withTools("none-needed", 1, all, [...maybeToolSystem(source), ...turn(question, answer)]);
};

/** What is asked belongs to a tool that is not offered. */
export const noneFits: Maker = (source) => {
  const all = tasks(source, source.random.int(2, 4));
  const missing = source.random.pick(all);
  const offered = all.filter((one) => one !== missing);
  const none: ChatMessage[] = [asked(missing), { role: "assistant", content: noTool }];
  const other = offered[0];
  // What a tool of theirs can do is asked beside it: both look alike, and only the descriptions tell them apart.
  const before = other && rounds(source, 2) === 2 ? calledAndAnswered(other) : [];
  return withTools("none-fits", 2, offered, [...maybeToolSystem(source), ...before, ...none]);
};
