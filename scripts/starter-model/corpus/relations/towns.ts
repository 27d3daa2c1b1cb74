import { capital } from "../grammar";
import { inventedWord, number } from "../names";
import { foods, weathers } from "../words/word-lists";
import { from, person, year } from "./draws";
import { type Relation, relation } from "./relation";

export const townRelations: readonly Relation[] = [
  relation(
    "mayor",
    "town",
    "mayor",
    person,
    ["The mayor of {s} is {v}.", "{v} is the mayor of {s}.", "{s} has a mayor called {v}.", "In {s} the mayor is {v}."],
    [
      [
        "Who is the mayor of {s}?",
        "What is the name of the mayor of {s}?",
        "Name the mayor of {s}.",
        "Who is mayor in {s}?",
      ],
      ["Tell me who the mayor of {s} is.", "What is the mayor of {s} called?"],
    ],
    [
      ["Which town has {v} as mayor?", "Of which town is {v} the mayor?", "Where is {v} the mayor?"],
      ["In which town is {v} the mayor?"],
    ],
  ),
  relation(
    "river",
    "town",
    "river",
    (source) => `the ${capital(inventedWord(source))}`,
    [
      "{s} lies on {v}, a river.",
      "The river of {s} is {v}.",
      "The river that runs through {s} is {v}.",
      "{s} was built on a river called {v}.",
    ],
    [
      [
        "Which river runs through {s}?",
        "What is the river of {s}?",
        "On which river does {s} lie?",
        "What is the river in {s} called?",
      ],
      ["What river does {s} lie on?", "Name the river of {s}."],
    ],
    [
      ["Which town lies on {v}?", "What town lies on {v}?", "Which town was built on {v}?"],
      ["Through which town runs {v}?"],
    ],
  ),
  relation(
    "people",
    "town",
    "population",
    (source) => `${source.random.int(2, 99)}${source.random.pick(["00", "000", "50", "500"])}`,
    [
      "{s} has {v} inhabitants.",
      "{v} people live in {s}.",
      "There are {v} people in {s}.",
      "The number of people in {s} is {v}.",
    ],
    [
      [
        "How many people live in {s}?",
        "How many inhabitants does {s} have?",
        "What is the number of people in {s}?",
        "How many people are in {s}?",
      ],
      ["How many people are there in {s}?", "What number of inhabitants does {s} have?"],
    ],
    [
      ["Which town has {v} inhabitants?", "Where do {v} people live?", "In which town live {v} people?"],
      ["What town has {v} people?"],
    ],
  ),
  relation(
    "founded",
    "town",
    "founding year",
    year,
    [
      "{s} was founded in {v}.",
      "The town of {s} was founded in {v}.",
      "In {v} the town of {s} was founded.",
      "{s} is a town since {v}.",
    ],
    [
      [
        "When was {s} founded?",
        "In which year was {s} founded?",
        "Since when is {s} a town?",
        "What year was {s} founded?",
      ],
      ["Tell me when {s} was founded.", "In what year was {s} founded?"],
    ],
    [
      ["Which town was founded in {v}?", "What town was founded in {v}?", "What was founded in {v}?"],
      ["Which town is a town since {v}?"],
    ],
  ),
  relation(
    "known-for",
    "town",
    "product",
    from(foods),
    [
      "{s} is known for its {v}.",
      "People visit {s} for its {v}.",
      "{s} is famous for {v}.",
      "The best {v} come from {s}.",
    ],
    [
      ["What is {s} known for?", "What is {s} famous for?", "For what do people visit {s}?"],
      ["For what is {s} famous?", "For what is {s} known?"],
    ],
    [
      ["Which town is known for its {v}?", "Which town is famous for {v}?", "What town is known for {v}?"],
      ["Where is a town that is famous for {v}?"],
    ],
  ),
  relation(
    "weather",
    "town",
    "weather",
    from(weathers),
    ["In {s} it is {v} today.", "The weather in {s} is {v}.", "It is {v} in {s}.", "{s} has a {v} day."],
    [
      ["What is the weather in {s}?", "How is the weather in {s}?", "What is the weather like in {s}?"],
      ["Tell me the weather in {s}.", "What weather does {s} have today?"],
    ],
    [["Where is it {v}?", "In which town is it {v}?", "Which town has a {v} day?"], ["What town is {v} today?"]],
  ),
  relation(
    "distance",
    "town",
    "distance",
    (source) => `${number(source)} ${source.random.pick(["km", "miles"])}`,
    ["{s} is {v} away.", "The way to {s} is {v}.", "It is {v} to {s}.", "{s} lies {v} from here."],
    [
      ["How far away is {s}?", "How far is it to {s}?", "How far is {s}?", "How far from here is {s}?"],
      ["Tell me how far {s} is.", "How long is the way to {s}?"],
    ],
    [
      ["Which town is {v} away?", "What town is {v} from here?", "What lies {v} from here?"],
      ["Which town lies {v} from here?"],
    ],
  ),
];
