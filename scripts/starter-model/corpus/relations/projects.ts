import { priorities, statuses } from "../words/word-lists";
import { date, from, money, person } from "./draws";
import { type Relation, relation } from "./relation";

export const projectRelations: readonly Relation[] = [
  relation(
    "deadline",
    "project",
    "deadline",
    date,
    [
      "The deadline of {s} is {v}.",
      "{s} must be finished by {v}.",
      "{s} is due on {v}.",
      "{s} has a deadline: {v}.",
      "By {v}, {s} has to be done.",
    ],
    [
      [
        "What is the deadline of {s}?",
        "When is {s} due?",
        "By when must {s} be finished?",
        "When does {s} have to be done?",
      ],
      ["Which deadline does {s} have?", "Tell me when {s} is due."],
    ],
    [
      ["What is due on {v}?", "What must be finished by {v}?", "What has the deadline {v}?"],
      ["What has to be done by {v}?"],
    ],
  ),
  relation(
    "lead",
    "project",
    "owner",
    person,
    [
      "{v} leads {s}.",
      "{s} is led by {v}.",
      "The owner of {s} is {v}.",
      "{v} is in charge of {s}.",
      "{s} was given to {v}.",
    ],
    [
      ["Who leads {s}?", "Who is the owner of {s}?", "Who is in charge of {s}?", "By whom is {s} led?"],
      ["Tell me who leads {s}.", "To whom was {s} given?"],
    ],
    [
      ["What does {v} lead?", "What is {v} in charge of?", "What is led by {v}?", "What was given to {v}?"],
      ["Of what is {v} the owner?", "What is it that {v} leads?"],
    ],
  ),
  relation(
    "status",
    "project",
    "status",
    from(statuses),
    ["The status of {s} is {v}.", "{s} is {v}.", "{s} is marked as {v}.", "{s} has the status {v}."],
    [
      ["What is the status of {s}?", "Which status does {s} have?", "How is {s} marked?", "What status is {s} in?"],
      ["What status does {s} have?", "Tell me the status of {s}."],
    ],
    [["What is marked as {v}?", "What has the status {v}?", "What is {v}?"], ["What is it that is marked as {v}?"]],
  ),
  relation(
    "budget",
    "project",
    "budget",
    money,
    [
      "The budget of {s} is {v}.",
      "{s} has a budget of {v}.",
      "{s} may spend {v}.",
      "There is a budget of {v} for {s}.",
    ],
    [
      [
        "What is the budget of {s}?",
        "Which budget does {s} have?",
        "How much may {s} spend?",
        "How large is the budget of {s}?",
      ],
      ["What budget does {s} have?", "Tell me the budget of {s}."],
    ],
    [["What has a budget of {v}?", "What may spend {v}?"], ["For what is there a budget of {v}?"]],
  ),
  relation(
    "priority",
    "project",
    "priority",
    from(priorities),
    ["The priority of {s} is {v}.", "{s} has {v} priority.", "{s} is of {v} priority."],
    [
      ["What is the priority of {s}?", "Which priority does {s} have?", "Of which priority is {s}?"],
      ["What priority does {s} have?", "Tell me the priority of {s}."],
    ],
    [["What has {v} priority?", "What is of {v} priority?"], ["What is it that has {v} priority?"]],
  ),
];
