import type { Phrasings, Source } from "./example";
import { code, familyName, firstName, inventedWord, number, placeName } from "./names";
import {
  adjectives,
  animals,
  colours,
  commonNames,
  commonTowns,
  departments,
  drinks,
  eventKinds,
  foods,
  instruments,
  jobs,
  listed,
  materials,
  months,
  priorities,
  rooms,
  shopKinds,
  sports,
  statuses,
  subjects,
  tools,
  vehicles,
  weathers,
  weekdays,
} from "./word-lists";

/** What a fact can be about. */
export type SubjectKind = "person" | "thing" | "town" | "shop" | "project" | "book" | "order" | "event" | "machine";

type Draw = (source: Source) => string;

/** One property that subjects of a kind have, with the ways to say it and to ask for it. */
export interface Relation {
  readonly id: string;
  readonly about: SubjectKind;
  /** The name of a field that holds the value. */
  readonly label: string;
  readonly value: Draw;
  /** Sentences with `{s}` and `{v}`. */
  readonly says: readonly string[];
  /** Questions with `{s}`, answered by the value. */
  readonly asks: Phrasings;
  /** Questions with `{v}`, answered by the subject. */
  readonly asksSubject?: Phrasings;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const first: Draw = (source) => (source.random.chance(0.15) ? listed(source, commonNames) : firstName(source));

const town: Draw = (source) => (source.random.chance(0.12) ? listed(source, commonTowns) : placeName(source));

const digits =
  (count: number): Draw =>
  ({ random }) =>
    Array.from({ length: count }, (_, place) => random.int(place === 0 ? 1 : 0, 9)).join("");

const person: Draw = (source) =>
  source.random.chance(0.75) ? first(source) : `${first(source)} ${familyName(source)}`;

const object: Draw = (source) => {
  const { random } = source;
  return random.pick([
    () => `${listed(source, adjectives)} ${listed(source, tools)}`,
    () => `${random.pick(colours)} ${listed(source, tools)}`,
    () => `${inventedWord(source)} ${listed(source, tools)}`,
    () => listed(source, tools),
  ])();
};

const time: Draw = ({ random }) =>
  random.pick([
    () => `${random.int(1, 12)} o'clock`,
    () => `${random.int(7, 21)}:${random.pick(["00", "15", "30", "45"])}`,
    () => `${random.int(1, 12)} ${random.pick(["am", "pm"])}`,
  ])();

const date: Draw = ({ random }) =>
  random.pick([
    () => `${random.int(1, 28)} ${random.pick(months)}`,
    () => `${random.pick(months)} ${random.int(1, 28)}`,
    () =>
      `20${random.int(24, 39)}-${random.pick(["01", "02", "03", "04", "06", "09", "10", "11"])}-${random.int(10, 28)}`,
  ])();

const year: Draw = ({ random }) => String(random.int(1502, 2029));

const money: Draw = (source) => {
  const amount = number(source);
  const { random } = source;
  return random.pick([
    `${amount} euros`,
    `${amount} dollars`,
    `${amount} coins`,
    `$${amount}`,
    `${amount}.${random.int(10, 99)} euros`,
    `${amount} EUR`,
  ]);
};

const size: Draw = (source) => `${number(source)} ${source.random.pick(["cm", "metres", "mm", "feet"])}`;

const weight: Draw = (source) => `${number(source)} ${source.random.pick(["kg", "grams", "pounds", "tons"])}`;

const street: Draw = (source) => `${familyName(source)} ${source.random.pick(["Street", "Road", "Lane", "Square"])}`;

const email: Draw = (source) =>
  `${first(source).toLowerCase()}@${inventedWord(source)}.${source.random.pick(["com", "org", "net", "example"])}`;

const version: Draw = ({ random }) => `${random.int(0, 19)}.${random.int(0, 19)}.${random.int(0, 9)}`;

const language: Draw = (source) => `${capital(inventedWord(source))}ish`;

/** Names for the things that facts are about. */
export const drawSubject: Readonly<Record<SubjectKind, Draw>> = {
  person,
  thing: (source) => `the ${object(source)}`,
  town,
  shop: (source) => `the ${capital(inventedWord(source))} ${listed(source, shopKinds)}`,
  project: (source) =>
    source.random.pick([
      () => `project ${capital(inventedWord(source))}`,
      () => `the ${capital(inventedWord(source))} project`,
      () => `task ${code(source)}`,
    ])(),
  book: (source) =>
    source.random.pick([
      () => `"The ${capital(listed(source, adjectives))} ${capital(listed(source, tools))}"`,
      () => `"${capital(inventedWord(source))}"`,
      () => `"The ${capital(listed(source, animals))} of ${town(source)}"`,
    ])(),
  order: (source) => `order ${source.random.chance(0.6) ? code(source) : digits(4)(source)}`,
  event: (source) =>
    source.random.chance(0.5)
      ? `the ${capital(inventedWord(source))} ${listed(source, eventKinds)}`
      : `the ${listed(source, adjectives)} ${listed(source, eventKinds)}`,
  machine: (source) => `the server ${inventedWord(source)}`,
};

const from =
  (list: readonly string[]): Draw =>
  (source) =>
    listed(source, list);

const count: Draw = (source) => String(number(source));

/** Values that any part of the corpus can use. */
export const draws = {
  first,
  person,
  object,
  time,
  date,
  year,
  money,
  size,
  weight,
  street,
  email,
  version,
  language,
  count,
  code,
  town,
  word: inventedWord,
  weekday: from(weekdays),
  colour: from(colours),
  job: from(jobs),
  food: from(foods),
  drink: from(drinks),
  animal: from(animals),
  tool: from(tools),
  room: from(rooms),
  adjective: from(adjectives),
  vehicle: from(vehicles),
  status: from(statuses),
  weather: from(weathers),
  digits: digits(4),
} satisfies Record<string, Draw>;

export type ValueKind = keyof typeof draws;

type Wordings = readonly [train: readonly string[], heldOut: readonly string[]];

function relation(
  id: string,
  about: SubjectKind,
  label: string,
  value: Draw,
  says: readonly string[],
  asks: Wordings,
  asksSubject?: Wordings,
): Relation {
  return {
    id,
    about,
    label,
    value,
    says,
    asks: { train: asks[0], heldOut: asks[1] },
    ...(asksSubject ? { asksSubject: { train: asksSubject[0], heldOut: asksSubject[1] } } : {}),
  };
}

/** All relations. Two of one subject kind never mean the same, so that a question has one answer. */
export const relations: readonly Relation[] = [
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
  relation(
    "colour",
    "thing",
    "colour",
    from(colours.slice(0, 10)),
    ["The colour of {s} is {v}.", "{s} is painted {v}.", "{s} has a {v} finish.", "They painted {s} {v}."],
    [
      [
        "What is the colour of {s}?",
        "What colour is {s}?",
        "Which colour does {s} have?",
        "In which colour is {s} painted?",
      ],
      ["What colour does {s} have?", "Which colour is {s}?"],
    ],
    [["What is painted {v}?", "Which thing is {v}?", "Which object is painted {v}?"], ["What has the colour {v}?"]],
  ),
  relation(
    "price",
    "thing",
    "price",
    money,
    [
      "{s} costs {v}.",
      "The price of {s} is {v}.",
      "You can buy {s} for {v}.",
      "{s} is sold for {v}.",
      "They ask {v} for {s}.",
      "For {v} you get {s}.",
    ],
    [
      [
        "How much does {s} cost?",
        "What is the price of {s}?",
        "What does {s} cost?",
        "For how much is {s} sold?",
        "How much is {s}?",
      ],
      ["What price does {s} have?", "How much do they ask for {s}?", "Tell me the price of {s}."],
    ],
    [
      ["What costs {v}?", "Which thing costs {v}?", "What can I buy for {v}?", "What is sold for {v}?"],
      ["Which object has a price of {v}?", "What do I get for {v}?"],
    ],
  ),
  relation(
    "weight",
    "thing",
    "weight",
    weight,
    ["{s} weighs {v}.", "The weight of {s} is {v}.", "{s} has a weight of {v}.", "On the scale, {s} shows {v}."],
    [
      ["How much does {s} weigh?", "What is the weight of {s}?", "What does {s} weigh?", "How heavy is {s}?"],
      ["What weight does {s} have?", "Tell me the weight of {s}."],
    ],
    [
      ["What weighs {v}?", "Which thing weighs {v}?", "Which object has a weight of {v}?"],
      ["What has a weight of {v}?"],
    ],
  ),
  relation(
    "length",
    "thing",
    "length",
    size,
    ["{s} is {v} long.", "The length of {s} is {v}.", "{s} has a length of {v}.", "{s} measures {v} from end to end."],
    [
      ["How long is {s}?", "What is the length of {s}?", "Which length does {s} have?", "What does {s} measure?"],
      ["What length does {s} have?", "Tell me how long {s} is."],
    ],
    [
      ["What is {v} long?", "Which thing is {v} long?", "Which object has a length of {v}?"],
      ["What has a length of {v}?"],
    ],
  ),
  relation(
    "material",
    "thing",
    "material",
    from(materials),
    ["{s} is made of {v}.", "{s} consists of {v}.", "The material of {s} is {v}.", "Somebody made {s} out of {v}."],
    [
      [
        "What is {s} made of?",
        "Which material is {s} made of?",
        "What is the material of {s}?",
        "What does {s} consist of?",
      ],
      ["Of what is {s} made?", "Which material does {s} consist of?"],
    ],
    [
      ["What is made of {v}?", "Which thing is made of {v}?", "Which object is made of {v}?"],
      ["What consists of {v}?"],
    ],
  ),
  relation(
    "built-by",
    "thing",
    "maker",
    person,
    [
      "{s} was built by {v}.",
      "{v} built {s}.",
      "{s} is the work of {v}.",
      "It was {v} who made {s}.",
      "The maker of {s} is {v}.",
      "{v} made {s}.",
    ],
    [
      ["Who built {s}?", "Who made {s}?", "By whom was {s} built?", "Who is the maker of {s}?", "Whose work is {s}?"],
      ["By whom was {s} made?", "What is the name of the maker of {s}?"],
    ],
    [
      ["What did {v} build?", "What did {v} make?", "What was built by {v}?", "Which thing did {v} make?"],
      ["What was made by {v}?", "Which object did {v} build?"],
    ],
  ),
  relation(
    "belongs",
    "thing",
    "owner",
    person,
    ["{s} belongs to {v}.", "The owner of {s} is {v}.", "{v} owns {s}.", "{v} is the owner of {s}."],
    [
      ["Who owns {s}?", "Who is the owner of {s}?", "Whom does {s} belong to?", "To whom does {s} belong?"],
      ["Tell me who owns {s}.", "Who does {s} belong to?"],
    ],
    [
      ["What does {v} own?", "What belongs to {v}?", "Which thing belongs to {v}?"],
      ["Which object does {v} own?", "What is owned by {v}?"],
    ],
  ),
  relation(
    "kept-in",
    "thing",
    "place",
    from(rooms),
    [
      "{s} is kept in {v}.",
      "{s} is in {v}.",
      "You find {s} in {v}.",
      "Somebody put {s} in {v}.",
      "In {v} you find {s}.",
      "{s} stands in {v}.",
    ],
    [
      [
        "Where is {s}?",
        "Where is {s} kept?",
        "Where do I find {s}?",
        "In which place is {s}?",
        "Where did somebody put {s}?",
      ],
      ["In what place is {s} kept?", "Where can I find {s}?", "Tell me where {s} is."],
    ],
    [
      ["What is in {v}?", "What is kept in {v}?", "What do I find in {v}?", "Which thing is in {v}?"],
      ["Which object is kept in {v}?", "What can I find in {v}?"],
    ],
  ),
  relation(
    "item-code",
    "thing",
    "code",
    code,
    [
      "{s} has the code {v}.",
      "The code of {s} is {v}.",
      "{s} is listed as {v}.",
      "{v} is the code of {s}.",
      "On {s} the code {v} is printed.",
    ],
    [
      [
        "What is the code of {s}?",
        "Which code does {s} have?",
        "Under which code is {s} listed?",
        "What code is printed on {s}?",
        "Give me the code of {s}.",
      ],
      ["What code does {s} have?", "Tell me the code of {s}."],
    ],
    [
      ["What has the code {v}?", "Which thing has the code {v}?", "What is listed as {v}?"],
      ["Which object has the code {v}?"],
    ],
  ),
  relation(
    "stock",
    "thing",
    "stock",
    count,
    [
      "The shop has {v} pieces of {s} left.",
      "The stock of {s} is {v}.",
      "Of {s} there are {v} pieces.",
      "We counted {v} pieces of {s}.",
    ],
    [
      ["How many pieces of {s} are there?", "What is the stock of {s}?", "How many pieces of {s} are left?"],
      ["How many pieces of {s} did we count?", "Tell me the stock of {s}."],
    ],
  ),
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
  relation(
    "author",
    "book",
    "author",
    person,
    [
      "{s} was written by {v}.",
      "{v} wrote {s}.",
      "The author of {s} is {v}.",
      "{v} is the author of {s}.",
      "{s} is a book by {v}.",
    ],
    [
      ["Who wrote {s}?", "Who is the author of {s}?", "By whom was {s} written?", "Name the author of {s}."],
      ["Tell me who wrote {s}.", "What is the name of the author of {s}?"],
    ],
    [
      [
        "What did {v} write?",
        "Which book did {v} write?",
        "Which book is by {v}?",
        "What is the title of the book by {v}?",
      ],
      ["Which book was written by {v}?"],
    ],
  ),
  relation(
    "pages",
    "book",
    "number of pages",
    count,
    ["{s} has {v} pages.", "The book {s} is {v} pages long.", "There are {v} pages in {s}.", "{s} runs to {v} pages."],
    [
      ["How many pages does {s} have?", "How many pages are in {s}?", "How many pages long is {s}?"],
      ["How many pages are there in {s}?", "What number of pages does {s} have?"],
    ],
    [["Which book has {v} pages?", "Which book is {v} pages long?"], ["What is the title of the book with {v} pages?"]],
  ),
  relation(
    "published",
    "book",
    "year",
    year,
    ["{s} came out in {v}.", "{s} was published in {v}.", "In {v} the book {s} came out.", "{s} is a book from {v}."],
    [
      [
        "When did {s} come out?",
        "When was {s} published?",
        "In which year did {s} come out?",
        "From which year is {s}?",
      ],
      ["In which year was {s} published?", "What year is {s} from?"],
    ],
    [
      ["Which book came out in {v}?", "Which book is from {v}?", "Which book was published in {v}?"],
      ["What is the title of the book from {v}?"],
    ],
  ),
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
  relation(
    "port",
    "machine",
    "port",
    digits(4),
    ["{s} listens on port {v}.", "The port of {s} is {v}.", "{s} uses port {v}.", "Port {v} is used by {s}."],
    [
      ["On which port does {s} listen?", "What is the port of {s}?", "Which port does {s} use?"],
      ["What port does {s} use?", "Tell me the port of {s}."],
    ],
    [["Which server uses port {v}?", "Which server listens on port {v}?"], ["By which server is port {v} used?"]],
  ),
  relation(
    "version",
    "machine",
    "version",
    version,
    [
      "{s} runs version {v}.",
      "The version of {s} is {v}.",
      "{s} was updated to version {v}.",
      "Version {v} is on {s}.",
    ],
    [
      ["Which version does {s} run?", "What is the version of {s}?", "To which version was {s} updated?"],
      ["What version does {s} run?", "Tell me the version of {s}."],
    ],
    [["Which server runs version {v}?", "Which server was updated to version {v}?"], ["What server runs version {v}?"]],
  ),
  relation(
    "model",
    "machine",
    "model",
    (source) => `${inventedWord(source)}-${source.random.int(1, 70)}b`,
    ["{s} runs the model {v}.", "The model on {s} is {v}.", "{s} has loaded {v}.", "The model {v} was put on {s}."],
    [
      ["Which model does {s} run?", "What is the model on {s}?", "Which model has {s} loaded?"],
      ["What model does {s} run?", "Tell me the model on {s}."],
    ],
    [["Which server runs the model {v}?", "Which server has loaded {v}?"], ["What server runs the model {v}?"]],
  ),
  relation(
    "memory",
    "machine",
    "memory",
    ({ random }) => `${random.int(2, 512)} GB`,
    ["{s} has {v} of memory.", "The memory of {s} is {v}.", "There are {v} of memory in {s}."],
    [
      ["How much memory does {s} have?", "What is the memory of {s}?", "How much memory is in {s}?"],
      ["Tell me the memory of {s}.", "What memory does {s} have?"],
    ],
    [["Which server has {v} of memory?", "Which server has a memory of {v}?"], ["What server has {v} of memory?"]],
  ),
  relation(
    "admin",
    "machine",
    "admin",
    person,
    ["The admin of {s} is {v}.", "{v} takes care of {s}.", "{v} is the admin of {s}.", "{s} is run by {v}."],
    [
      ["Who is the admin of {s}?", "Who takes care of {s}?", "By whom is {s} run?", "Who runs {s}?"],
      ["Tell me who runs {s}.", "What is the name of the admin of {s}?"],
    ],
    [
      ["Of which server is {v} the admin?", "Which server is run by {v}?", "Which server does {v} take care of?"],
      ["Which server does {v} run?"],
    ],
  ),
];
