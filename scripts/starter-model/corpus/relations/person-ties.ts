import { animals, instruments, sports, subjects } from "../words/word-lists";
import { digits, email, first, from, language } from "./draws";
import { type Relation, relation } from "./relation";

/** Whom somebody knows and how to reach them, and what they can do. */
export const personTiesRelations: readonly Relation[] = [
  relation(
    "friend",
    "person",
    "best friend",
    first,
    [
      "The best friend of {s} is {v}.",
      "{s}'s best friend is {v}.",
      "The best friend {s} has is called {v}.",
      "{s} has a best friend by the name of {v}.",
    ],
    [
      [
        "Who is the best friend of {s}?",
        "Who is {s}'s best friend?",
        "What is the name of {s}'s best friend?",
        "Name the best friend of {s}.",
      ],
      ["Tell me who the best friend of {s} is.", "What is {s}'s best friend called?"],
    ],
    [["Whose best friend is {v}?", "Who has {v} as best friend?"], ["Who is it that has {v} as best friend?"]],
  ),
  relation(
    "manager",
    "person",
    "manager",
    first,
    [
      "The manager of {s} is {v}.",
      "{s} reports to {v}.",
      "{s} works for a manager called {v}.",
      "{v} is the manager of {s}.",
      "{v} manages the work of {s}.",
    ],
    [
      [
        "Who is the manager of {s}?",
        "Who is {s}'s manager?",
        "Who does {s} report to?",
        "What is the name of {s}'s manager?",
      ],
      ["Who manages the work of {s}?", "Tell me who {s} reports to."],
    ],
    [
      ["Who reports to {v}?", "Whose manager is {v}?", "Who is managed by {v}?"],
      ["Who has {v} as manager?", "Which person reports to {v}?"],
    ],
  ),
  relation(
    "pet",
    "person",
    "pet",
    from(animals),
    [
      "{s} has a pet {v}.",
      "{s} keeps a {v} at home.",
      "The pet of {s} is a {v}.",
      "{s} takes care of a {v}.",
      "A {v} lives with {s}.",
    ],
    [
      [
        "What pet does {s} have?",
        "Which animal does {s} keep?",
        "What animal lives with {s}?",
        "What kind of pet does {s} have?",
        "What is the pet of {s}?",
      ],
      ["Which pet does {s} have?", "What animal does {s} keep at home?"],
    ],
    [
      ["Who has a {v}?", "Who keeps a {v}?", "Who has a pet {v}?", "Who takes care of a {v}?"],
      ["Which person has a {v}?", "Tell me who keeps a {v}."],
    ],
  ),
  relation(
    "extension",
    "person",
    "phone",
    digits(4),
    [
      "The phone number of {s} is {v}.",
      "{s} can be called at {v}.",
      "To reach {s}, call {v}.",
      "Call {v} and you get {s}.",
      "{s} has the phone number {v}.",
    ],
    [
      [
        "What is the phone number of {s}?",
        "What is {s}'s phone number?",
        "Which number do I call to reach {s}?",
        "Give me the phone number of {s}.",
      ],
      ["Which phone number does {s} have?", "Tell me the phone number of {s}."],
    ],
    [
      ["Whose phone number is {v}?", "Who can be called at {v}?", "Who has the phone number {v}?"],
      ["Which person has the phone number {v}?"],
    ],
  ),
  relation(
    "email",
    "person",
    "email",
    email,
    ["The email address of {s} is {v}.", "Write to {s} at {v}.", "{s} reads mail at {v}.", "{s} has the address {v}."],
    [
      [
        "What is the email address of {s}?",
        "What is {s}'s email address?",
        "At which address can I write to {s}?",
        "Give me the email of {s}.",
      ],
      ["Which email address does {s} have?", "What is the email of {s}?"],
    ],
    [
      ["Whose email address is {v}?", "Who reads mail at {v}?", "Who has the address {v}?"],
      ["Which person has the email address {v}?"],
    ],
  ),
  relation(
    "studies",
    "person",
    "subject",
    from(subjects),
    ["{s} studies {v}.", "{s} is a student of {v}.", "At school {s} learns {v}.", "{s} takes a class in {v}."],
    [
      [
        "What does {s} study?",
        "Which subject does {s} study?",
        "What subject does {s} learn?",
        "What is {s} a student of?",
      ],
      ["What subject does {s} study?", "Tell me what {s} studies."],
    ],
    [
      ["Who studies {v}?", "Who is a student of {v}?", "Who takes a class in {v}?"],
      ["Which person studies {v}?", "Who learns {v}?"],
    ],
  ),
  relation(
    "plays",
    "person",
    "instrument",
    from(instruments),
    [
      "{s} plays the {v}.",
      "{s} can play the {v}.",
      "The instrument of {s} is the {v}.",
      "In the band {s} plays the {v}.",
    ],
    [
      [
        "What does {s} play?",
        "Which instrument does {s} play?",
        "What instrument does {s} play?",
        "What is {s}'s instrument?",
      ],
      ["Which instrument can {s} play?", "Tell me the instrument of {s}."],
    ],
    [
      ["Who plays the {v}?", "Who can play the {v}?", "Which person plays the {v}?"],
      ["Who is it that plays the {v}?", "Tell me who plays the {v}."],
    ],
  ),
  relation(
    "sport",
    "person",
    "sport",
    from(sports),
    [
      "{s}'s sport is {v}.",
      "The sport of {s} is {v}.",
      "For sport {s} goes to {v} training.",
      "{s} is in the {v} club.",
    ],
    [
      ["What is {s}'s sport?", "Which sport does {s} do?", "What sport does {s} do?", "What is the sport of {s}?"],
      ["Tell me the sport of {s}.", "Which sport is {s}'s?"],
    ],
    [
      ["Whose sport is {v}?", "Who is in the {v} club?", "Who goes to {v} training?"],
      ["Which person is in the {v} club?"],
    ],
  ),
  relation(
    "speaks",
    "person",
    "language",
    language,
    [
      "{s} speaks {v}.",
      "The language of {s} is {v}.",
      "{s} speaks {v} at home.",
      "{s} grew up with {v}, the language of the valley.",
    ],
    [
      [
        "Which language does {s} speak?",
        "What language does {s} speak?",
        "What does {s} speak?",
        "What is the language of {s}?",
      ],
      ["What is {s}'s language?", "Tell me which language {s} speaks."],
    ],
    [
      ["Who speaks {v}?", "Whose language is {v}?", "Which person speaks {v}?"],
      ["Who is it that speaks {v}?", "Tell me who speaks {v}."],
    ],
  ),
];
