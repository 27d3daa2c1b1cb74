import { code } from "../names";
import { departments, vehicles, weekdays } from "../words/word-lists";
import { from } from "./draws";
import { type Relation, relation } from "./relation";

/** Where and how somebody works. */
export const personAtWorkRelations: readonly Relation[] = [
  relation(
    "room",
    "person",
    "room",
    ({ random }) => String(random.int(100, 999)),
    [
      "{s} works in room {v}.",
      "The office of {s} is room {v}.",
      "{s} sits in room {v}.",
      "You find {s} in room {v}.",
      "Room {v} is the office of {s}.",
    ],
    [
      [
        "In which room does {s} work?",
        "What is the room number of {s}?",
        "What room is {s} in?",
        "Which room does {s} sit in?",
      ],
      ["In what room do I find {s}?", "Which room is {s}'s office?"],
    ],
    [
      ["Who works in room {v}?", "Who sits in room {v}?", "Whose office is room {v}?"],
      ["Which person is in room {v}?"],
    ],
  ),
  relation(
    "free-day",
    "person",
    "day off",
    from(weekdays),
    ["{s} has a day off on {v}.", "{s}'s day off is {v}.", "On {v}, {s} does not work.", "{s} is free on {v}."],
    [
      [
        "On which day is {s} free?",
        "When is {s}'s day off?",
        "What is the day off of {s}?",
        "Which day does {s} have off?",
      ],
      ["What day is {s} free?", "On what day does {s} not work?"],
    ],
    [
      ["Who is free on {v}?", "Who has a day off on {v}?", "Whose day off is {v}?"],
      ["Which person is free on {v}?", "Who does not work on {v}?"],
    ],
  ),
  relation(
    "travels",
    "person",
    "vehicle",
    from(vehicles),
    ["{s} travels by {v}.", "{s} goes to work by {v}.", "{s} came here by {v}.", "{s} takes the {v}."],
    [
      [
        "How does {s} travel?",
        "What does {s} travel by?",
        "By what does {s} go to work?",
        "What does {s} take to travel?",
      ],
      ["How does {s} go to work?", "Which way does {s} travel?"],
    ],
    [["Who travels by {v}?", "Who takes the {v}?", "Who came by {v}?"], ["Which person travels by {v}?"]],
  ),
  relation(
    "department",
    "person",
    "department",
    from(departments),
    [
      "{s} works in the {v} department.",
      "{s} is in the {v} team.",
      "The {v} team has a member called {s}.",
      "{s} belongs to {v}.",
    ],
    [
      [
        "In which department does {s} work?",
        "Which team is {s} in?",
        "What is the department of {s}?",
        "What team does {s} belong to?",
      ],
      ["Which department does {s} belong to?", "What is {s}'s team?"],
    ],
    [
      ["Who works in {v}?", "Who is in the {v} team?", "Who belongs to the {v} department?"],
      ["Which person is in the {v} team?"],
    ],
  ),
  relation(
    "staff-code",
    "person",
    "code",
    code,
    [
      "The code of {s} is {v}.",
      "{s} has the code {v}.",
      "{s} uses the code {v}.",
      "{v} is the code of {s}.",
      "{s} was given the code {v}.",
    ],
    [
      [
        "What is the code of {s}?",
        "What is {s}'s code?",
        "Which code does {s} have?",
        "Which code does {s} use?",
        "Give me the code of {s}.",
      ],
      ["What code does {s} have?", "Tell me the code of {s}.", "Which code was given to {s}?"],
    ],
    [
      ["Whose code is {v}?", "Who has the code {v}?", "Who uses the code {v}?"],
      ["Which person has the code {v}?", "Who was given the code {v}?"],
    ],
  ),
];
