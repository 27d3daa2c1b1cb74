import { adjectives, colours, drinks, foods, jobs, listed, tools } from "../words/word-lists";
import { from, town, year } from "./draws";
import { type Relation, relation } from "./relation";

/** Where somebody lives and was born, works and likes. */
export const personLifeRelations: readonly Relation[] = [
  relation(
    "lives-in",
    "person",
    "home",
    town,
    [
      "{s} lives in {v}.",
      "{s} has a house in {v}.",
      "The home of {s} is in {v}.",
      "{s} moved to {v} and lives there now.",
      "In {v} lives {s}.",
      "These days {s} lives in {v}.",
    ],
    [
      [
        "Where does {s} live?",
        "In which town does {s} live?",
        "What town does {s} live in?",
        "Where is the home of {s}?",
        "Tell me where {s} lives.",
        "Where is {s}'s home?",
        "{s} lives where?",
      ],
      ["In what place does {s} live?", "Which town does {s} live in?", "Where does {s} live now?"],
    ],
    [
      ["Who lives in {v}?", "Who has a home in {v}?", "Which person lives in {v}?", "Tell me who lives in {v}."],
      ["Who is it that lives in {v}?", "What is the name of the person who lives in {v}?"],
    ],
  ),
  relation(
    "born-place",
    "person",
    "birthplace",
    town,
    [
      "{s} was born in the town of {v}.",
      "The birthplace of {s} is {v}.",
      "{s}'s birthplace is {v}.",
      "{v} is the birthplace of {s}.",
    ],
    [
      [
        "What is the birthplace of {s}?",
        "In which town was {s} born?",
        "What is {s}'s birthplace?",
        "Name the birthplace of {s}.",
        "Which town is the birthplace of {s}?",
      ],
      ["What town was {s} born in?", "Tell me the birthplace of {s}."],
    ],
    [
      ["Whose birthplace is {v}?", "Who was born in the town of {v}?", "Which person was born in {v}?"],
      ["Who has {v} as a birthplace?", "Tell me who was born in {v}."],
    ],
  ),
  relation(
    "job",
    "person",
    "job",
    from(jobs),
    [
      "{s} works as a {v}.",
      "{s} is a {v}.",
      "{s} is a {v} by trade.",
      "The job of {s} is {v}.",
      "{s} has worked as a {v} for years.",
      "By day {s} is a {v}.",
    ],
    [
      [
        "What is the job of {s}?",
        "What does {s} work as?",
        "What is {s}'s job?",
        "Which job does {s} have?",
        "What does {s} do for work?",
        "Tell me the job of {s}.",
      ],
      ["What job does {s} have?", "What kind of work does {s} do?", "Name {s}'s job."],
    ],
    [
      ["Who works as a {v}?", "Who is the {v}?", "Who is a {v}?", "Which person is a {v}?", "Name the {v}."],
      ["Who has the job of a {v}?", "What is the name of the {v}?"],
    ],
  ),
  relation(
    "food",
    "person",
    "favourite food",
    from(foods),
    [
      "{s} likes {v}.",
      "{s} likes to eat {v}.",
      "{s} loves {v}.",
      "The favourite food of {s} is {v}.",
      "{s} eats {v} every day.",
      "Nothing tastes better to {s} than {v}.",
    ],
    [
      [
        "What does {s} like to eat?",
        "What is the favourite food of {s}?",
        "What is {s}'s favourite food?",
        "Which food does {s} like?",
        "What food does {s} love?",
      ],
      ["Which food does {s} love?", "What food does {s} like best?", "Tell me the favourite food of {s}."],
    ],
    [
      ["Who likes {v}?", "Who likes to eat {v}?", "Who loves {v}?", "Which person likes {v}?"],
      ["Who has {v} as favourite food?", "Who is it that likes {v}?"],
    ],
  ),
  relation(
    "drink",
    "person",
    "favourite drink",
    from(drinks),
    [
      "{s} drinks {v}.",
      "{s} always drinks {v}.",
      "The favourite drink of {s} is {v}.",
      "{s} likes to drink {v}.",
      "For {s}, it has to be a glass of {v}.",
    ],
    [
      [
        "What does {s} drink?",
        "What is the favourite drink of {s}?",
        "What does {s} like to drink?",
        "Which drink does {s} like?",
      ],
      ["What is {s}'s favourite drink?", "Tell me what {s} drinks."],
    ],
    [
      ["Who drinks {v}?", "Who likes to drink {v}?", "Which person drinks {v}?"],
      ["Who is it that drinks {v}?", "Tell me who drinks {v}."],
    ],
  ),
  relation(
    "favourite-colour",
    "person",
    "favourite colour",
    from(colours),
    [
      "{s}'s favourite colour is {v}.",
      "The favourite colour of {s} is {v}.",
      "{s} likes the colour {v} best.",
      "Of all colours {s} likes {v} best.",
    ],
    [
      [
        "What is {s}'s favourite colour?",
        "What is the favourite colour of {s}?",
        "Which colour does {s} like best?",
        "What colour does {s} like?",
      ],
      ["Which is {s}'s favourite colour?", "Tell me the favourite colour of {s}."],
    ],
    [
      ["Whose favourite colour is {v}?", "Who likes the colour {v} best?", "Who likes {v} best?"],
      ["Who has {v} as favourite colour?", "Which person likes the colour {v}?"],
    ],
  ),
  relation(
    "owns",
    "person",
    "property",
    (source) => `a ${listed(source, source.random.chance(0.5) ? adjectives : colours)} ${listed(source, tools)}`,
    [
      "{s} owns {v}.",
      "{s} is the owner of {v}.",
      "{s} bought {v} and still has it.",
      "There is {v} that {s} owns.",
      "Last week {s} bought {v}.",
    ],
    [
      ["What does {s} own?", "Which object does {s} own?", "What did {s} buy?", "What is {s} the owner of?"],
      ["Which thing does {s} own?", "What is it that {s} owns?"],
    ],
    [
      ["Who owns {v}?", "Who is the owner of {v}?", "Who bought {v}?", "Which person owns {v}?"],
      ["Who is it that owns {v}?", "Tell me who owns {v}."],
    ],
  ),
  relation(
    "age",
    "person",
    "age",
    ({ random }) => String(random.int(3, 99)),
    [
      "{s} is {v} years old.",
      "{s} is {v}.",
      "The age of {s} is {v}.",
      "{s} turned {v} this year.",
      "At {v} years of age, {s} is here too.",
      "{s}, aged {v}, is one of them.",
    ],
    [
      [
        "How old is {s}?",
        "What is the age of {s}?",
        "What is {s}'s age?",
        "Tell me how old {s} is.",
        "What age is {s}?",
      ],
      ["Tell me the age of {s}.", "What age does {s} have?", "How many years old is {s}?"],
    ],
    [
      ["Who is {v} years old?", "Who is {v}?", "Which person is {v} years old?"],
      ["Who has the age of {v}?", "Who is it that is {v} years old?"],
    ],
  ),
  relation(
    "born-year",
    "person",
    "year of birth",
    year,
    ["{s} was born in the year {v}.", "The year of birth of {s} is {v}.", "In the year {v}, {s} was born."],
    [
      [
        "In which year was {s} born?",
        "When was {s} born?",
        "What is the year of birth of {s}?",
        "What is {s}'s year of birth?",
      ],
      ["What year was {s} born in?", "Tell me the year in which {s} was born."],
    ],
    [
      ["Who was born in {v}?", "Who was born in the year {v}?", "Whose year of birth is {v}?"],
      ["Which person was born in the year {v}?"],
    ],
  ),
];
