import { turn } from "../conversation";
import type { Maker } from "../example";
import { fill, type Phrasings, phrase } from "../phrasings";
import { draws } from "../relations/draws";
import { askLabel, labelled } from "./labelled";
import { generalSystems, task, withSystem } from "./task";

const tellName: Phrasings = {
  train: [
    "My name is {n}.",
    "I am {n}.",
    "Hello, I am {n}.",
    "Hi, my name is {n}.",
    "I am called {n}.",
    "They call me {n}.",
    "{n} here.",
  ],
  heldOut: ["Hello, my name is {n}.", "Hi, I am {n}.", "Hi, {n} here."],
};

const askName: Phrasings = {
  train: [
    "What is my name?",
    "Who am I?",
    "Do you know my name?",
    "Say my name.",
    "What am I called?",
    "Repeat my name.",
    "How am I called?",
  ],
  heldOut: ["Can you tell me my name?", "Tell me my name.", "Which name do I have?"],
};

const tellThing: Phrasings = {
  train: [
    "Remember this: the {l} is {v}.",
    "Please remember that the {l} is {v}.",
    "Keep in mind: the {l} is {v}.",
    "The {l} is {v}. Remember it.",
    "Note: the {l} is {v}.",
  ],
  heldOut: ["Please remember this: the {l} is {v}.", "Keep in mind that the {l} is {v}."],
};

/** Somebody says a name and asks for it. */
export const myNameMaker: Maker = (source) => {
  const { random } = source;
  const name = draws.first(source);
  const statement = fill(phrase(source, tellName), { n: name });
  const question = phrase(source, askName);
  if (random.chance(0.5)) return task(source, "my-name", 0, `${statement} ${question}`, name);
  const messages = [...turn(statement, `Hello, ${name}.`), ...turn(question, name)];
  return { family: "copy", kind: "my-name", level: 1, messages: withSystem(source, generalSystems, messages) };
};

/** What was said in a turn before. */
export const rememberMaker: Maker = (source) => {
  const chosen = labelled(source, source.random.int(1, 2));
  const [label, value] = source.random.pick(chosen);
  const talk = chosen.flatMap(([l, v]) => turn(fill(phrase(source, tellThing), { l, v }), `The ${l} is ${v}.`));
  const messages = [...talk, ...turn(fill(phrase(source, askLabel), { l: label }), value)];
  return { family: "copy", kind: "remember", level: 1, messages: withSystem(source, generalSystems, messages) };
};
