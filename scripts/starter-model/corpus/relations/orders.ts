import { adjectives, listed, tools } from "../words/word-lists";
import { money, person, town } from "./draws";
import { type Relation, relation } from "./relation";

export const orderRelations: readonly Relation[] = [
  relation(
    "customer",
    "order",
    "customer",
    person,
    ["{s} is for {v}.", "{s} was placed by {v}.", "{v} placed {s}.", "The customer of {s} is {v}."],
    [
      ["Who placed {s}?", "Who is the customer of {s}?", "By whom was {s} placed?", "For whom is {s}?"],
      ["Tell me who placed {s}.", "What is the name of the customer of {s}?"],
    ],
    [
      ["Which order did {v} place?", "Which order is for {v}?", "Which order was placed by {v}?"],
      ["What order did {v} place?"],
    ],
  ),
  relation(
    "order-item",
    "order",
    "item",
    (source) => `a ${listed(source, adjectives)} ${listed(source, tools)}`,
    ["{s} contains {v}.", "{s} is about {v}.", "In {s} there is {v}.", "The item of {s} is {v}."],
    [
      ["What does {s} contain?", "What is in {s}?", "What is the item of {s}?", "Which item does {s} contain?"],
      ["What item is in {s}?", "Tell me what {s} contains."],
    ],
    [["Which order contains {v}?", "In which order is {v}?"], ["What order contains {v}?"]],
  ),
  relation(
    "total",
    "order",
    "total",
    money,
    ["The total of {s} is {v}.", "{s} comes to {v}.", "{s} adds up to {v}.", "{v} must be paid for {s}."],
    [
      ["What is the total of {s}?", "How much must be paid for {s}?", "What does {s} come to?", "How much is {s}?"],
      ["What does {s} add up to?", "Tell me the total of {s}."],
    ],
    [["Which order comes to {v}?", "Which order has a total of {v}?"], ["What order adds up to {v}?"]],
  ),
  relation(
    "ships-to",
    "order",
    "town",
    town,
    ["{s} ships to {v}.", "{s} goes to {v}.", "{s} will be sent to {v}.", "They send {s} to {v}."],
    [
      ["Where does {s} ship to?", "To which town does {s} go?", "Where will {s} be sent?", "Where does {s} go?"],
      ["To which town will {s} be sent?", "Tell me where {s} goes."],
    ],
    [
      ["Which order goes to {v}?", "Which order ships to {v}?", "Which order will be sent to {v}?"],
      ["What order goes to {v}?"],
    ],
  ),
];
