import { weekdays } from "../words/word-lists";
import { from, person, street, time } from "./draws";
import { type Relation, relation } from "./relation";

export const shopRelations: readonly Relation[] = [
  relation(
    "opens",
    "shop",
    "opening time",
    time,
    [
      "{s} opens at {v}.",
      "At {v} the doors of {s} open.",
      "{s} lets people in from {v}.",
      "The opening time of {s} is {v}.",
    ],
    [
      [
        "When does {s} open?",
        "At what time does {s} open?",
        "What is the opening time of {s}?",
        "From when is {s} open?",
      ],
      ["What time does {s} open?", "Tell me when {s} opens."],
    ],
    [["What opens at {v}?", "Which place opens at {v}?"], ["Which place opens its doors at {v}?"]],
  ),
  relation(
    "closes",
    "shop",
    "closing time",
    time,
    ["{s} closes at {v}.", "{s} shuts at {v}.", "The closing time of {s} is {v}.", "At {v} they close {s}."],
    [
      [
        "When does {s} close?",
        "At what time does {s} close?",
        "What is the closing time of {s}?",
        "When does {s} shut?",
      ],
      ["What time does {s} close?", "Tell me when {s} closes."],
    ],
    [["What closes at {v}?", "Which place closes at {v}?"], ["Which place shuts at {v}?"]],
  ),
  relation(
    "street",
    "shop",
    "street",
    street,
    [
      "{s} is on {v}.",
      "The address of {s} is {v}.",
      "You find {s} on {v}.",
      "{s} stands on {v}.",
      "On {v} there is {s}.",
    ],
    [
      ["Where is {s}?", "On which street is {s}?", "What is the address of {s}?", "Where do I find {s}?"],
      ["On what street is {s}?", "Where can I find {s}?"],
    ],
    [["What is on {v}?", "Which place is on {v}?", "What do I find on {v}?"], ["Which place do I find on {v}?"]],
  ),
  relation(
    "shop-owner",
    "shop",
    "owner",
    person,
    ["{s} belongs to {v}.", "{v} owns {s}.", "The owner of {s} is {v}.", "{v} is the owner of {s}."],
    [
      [
        "Who owns {s}?",
        "Who is the owner of {s}?",
        "To whom does {s} belong?",
        "What is the name of the owner of {s}?",
      ],
      ["Who does {s} belong to?", "Tell me who owns {s}."],
    ],
    [["What does {v} own?", "Which place belongs to {v}?", "What belongs to {v}?"], ["Which place does {v} own?"]],
  ),
  relation(
    "closed-on",
    "shop",
    "closing day",
    from(weekdays),
    [
      "{s} is closed on {v}.",
      "On {v}, {s} is closed.",
      "{s} is closed every {v}.",
      "{v} is the day on which {s} is closed.",
    ],
    [
      ["On which day is {s} closed?", "On what day is {s} closed?", "Which day is {s} closed?"],
      ["What day is {s} closed?", "Tell me the day on which {s} is closed."],
    ],
    [["What is closed on {v}?", "Which place is closed on {v}?"], ["Which place is closed every {v}?"]],
  ),
];
