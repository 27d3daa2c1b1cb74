import { count, date, person, time, town } from "./draws";
import { type Relation, relation } from "./relation";

export const eventRelations: readonly Relation[] = [
  relation(
    "starts",
    "event",
    "start time",
    time,
    ["{s} starts at {v}.", "{s} begins at {v}.", "At {v}, {s} begins.", "The start of {s} is at {v}."],
    [
      [
        "When does {s} start?",
        "At what time does {s} begin?",
        "When does {s} begin?",
        "At what time is the start of {s}?",
      ],
      ["What time does {s} start?", "Tell me when {s} begins."],
    ],
    [["What starts at {v}?", "What begins at {v}?"], ["What is it that starts at {v}?"]],
  ),
  relation(
    "event-place",
    "event",
    "place",
    town,
    ["{s} takes place in {v}.", "{s} is held in {v}.", "They hold {s} in {v}.", "People come to {v} for {s}."],
    [
      ["Where does {s} take place?", "Where is {s} held?", "In which town is {s}?", "Where is {s}?"],
      ["In which town does {s} take place?", "In what town is {s} held?"],
    ],
    [["What takes place in {v}?", "What is held in {v}?"], ["For what do people come to {v}?"]],
  ),
  relation(
    "host",
    "event",
    "host",
    person,
    ["{s} is hosted by {v}.", "{v} hosts {s}.", "The host of {s} is {v}.", "{v} is the host of {s}."],
    [
      ["Who hosts {s}?", "Who is the host of {s}?", "By whom is {s} hosted?"],
      ["Tell me who hosts {s}.", "What is the name of the host of {s}?"],
    ],
    [["What does {v} host?", "What is hosted by {v}?"], ["Of what is {v} the host?"]],
  ),
  relation(
    "event-date",
    "event",
    "date",
    date,
    ["{s} is on {v}.", "The date of {s} is {v}.", "On {v} there is {s}.", "{s} was set for {v}."],
    [
      ["On which date is {s}?", "What is the date of {s}?", "What date was set for {s}?", "On what date is {s}?"],
      ["Which date does {s} have?", "Tell me the date of {s}."],
    ],
    [["What is on {v}?", "What was set for {v}?"], ["What has the date {v}?"]],
  ),
  relation(
    "guests",
    "event",
    "number of guests",
    count,
    ["{v} guests come to {s}.", "{s} has {v} guests.", "There are {v} guests at {s}.", "{s} expects {v} guests."],
    [
      ["How many guests come to {s}?", "How many guests does {s} have?", "How many guests does {s} expect?"],
      ["How many guests are there at {s}?", "What number of guests does {s} expect?"],
    ],
    [["What has {v} guests?", "To what do {v} guests come?"], ["What expects {v} guests?"]],
  ),
];
