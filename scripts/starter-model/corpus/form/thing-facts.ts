import { code, firstName, number } from "../names";
import { colours, materials } from "../words/everyday-words";
import { weekdays } from "../words/word-lists";
import { type Fact, fact, wordOf } from "./fact";

/** What passages say of things. */
export const thingFacts: readonly Fact[] = [
  fact(
    wordOf(colours),
    `The {s} is {v}.
    The colour of the {s} is {v}.
    Somebody painted the {s} {v}.
    On the table is a {v} {s}.
    ---
    There is a {v} {s}.
    The {s} has the colour {v}.`,
    `What colour is the {s}?
    Which colour has the {s}?
    What is the colour of the {s}?
    ---
    Which colour is the {s}?
    What colour does the {s} have?`,
    `Is the {s} {v}?
    Is the colour of the {s} {v}?
    Is {v} the colour of the {s}?
    ---
    Does the {s} have the colour {v}?
    Is it true that the {s} is {v}?`,
  ),
  fact(
    wordOf(materials),
    `The {s} is made of {v}.
    They made the {s} from {v}.
    {v} was used for the {s}.
    ---
    Somebody made the {s} of {v}.
    The {s} is from {v}.`,
    `What is the {s} made of?
    Which material is the {s} made of?
    What was used for the {s}?
    ---
    What material is the {s} made of?
    Of what is the {s} made?`,
    `Is the {s} made of {v}?
    Was {v} used for the {s}?
    Is {v} the material of the {s}?
    ---
    Did they make the {s} of {v}?
    Is the {s} from {v}?`,
  ),
  fact(
    firstName,
    `The {s} belongs to {v}.
    {v} owns the {s}.
    The owner of the {s} is {v}.
    {v} bought the {s} and owns it.
    ---
    {v} is the owner of the {s}.
    The {s} is owned by {v}.`,
    `Who owns the {s}?
    Who is the owner of the {s}?
    To whom does the {s} belong?
    Whose is the {s}?
    ---
    What is the name of the owner of the {s}?
    Who does the {s} belong to?`,
    `Does the {s} belong to {v}?
    Does {v} own the {s}?
    Is {v} the owner of the {s}?
    ---
    Is the {s} owned by {v}?
    Is the owner of the {s} {v}?`,
  ),
  fact(
    wordOf(weekdays),
    `The {s} arrives on {v}.
    They bring the {s} on {v}.
    The {s} is ready on {v}.
    ---
    On {v} they bring the {s}.
    On {v} the {s} arrives.`,
    `When does the {s} arrive?
    On which day does the {s} arrive?
    What day will the {s} be here?
    ---
    On what day does the {s} arrive?
    Which day does the {s} arrive?`,
    `Does the {s} arrive on {v}?
    Will the {s} be here on {v}?
    Is {v} the day when the {s} arrives?
    ---
    Do they bring the {s} on {v}?
    Is the {s} here on {v}?`,
  ),
  fact(
    (source) => String(number(source)),
    `The {s} costs {v} dollars.
    The price of the {s} is {v} dollars.
    You can buy the {s} for {v} dollars.
    They sell the {s} for {v} dollars.
    ---
    The {s} has a price of {v} dollars.
    For {v} dollars you can buy the {s}.`,
    `How many dollars does the {s} cost?
    What is the price of the {s} in dollars?
    For how many dollars can I buy the {s}?
    ---
    How many dollars is the {s}?
    What does the {s} cost in dollars?`,
    `Does the {s} cost {v} dollars?
    Is the price of the {s} {v} dollars?
    Can I buy the {s} for {v} dollars?
    ---
    Is {v} dollars the price of the {s}?
    Do they sell the {s} for {v} dollars?`,
  ),
  fact(
    (source) => code(source),
    `The code of the {s} is {v}.
    The {s} has the number {v}.
    {v} is the code of the {s}.
    ---
    The {s} has the code {v}.
    The number of the {s} is {v}.`,
    `What is the code of the {s}?
    Which number has the {s}?
    What is the number of the {s}?
    ---
    What code does the {s} have?
    Which code has the {s}?`,
    `Is the code of the {s} {v}?
    Does the {s} have the number {v}?
    Is {v} the code of the {s}?
    ---
    Is {v} the number of the {s}?
    Does the {s} have the code {v}?`,
  ),
];
