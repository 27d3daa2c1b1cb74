import { firstName, placeName } from "../names";
import { animals, colours, foods, hobbies, jobs } from "../words/everyday-words";
import { type Fact, fact, wordOf } from "./fact";

/** What passages say of people. */
export const personFacts: readonly Fact[] = [
  fact(
    placeName,
    `{s} lives in {v}.
    The home of {s} is in {v}.
    {s} has a house in {v}.
    {v} is the town where {s} lives.
    {s} moved to {v} and lives there.
    ---
    {s} has a home in {v}.
    {s} lives in a house in {v}.`,
    `Where does {s} live?
    In which town does {s} live?
    What town does {s} live in?
    What is the home town of {s}?
    Which town is the home of {s}?
    ---
    In what town does {s} live?
    Which town does {s} live in?`,
    `Does {s} live in {v}?
    Is {v} the home of {s}?
    Is the home of {s} in {v}?
    ---
    Is the house of {s} in {v}?
    Does {s} have a home in {v}?`,
  ),
  fact(
    wordOf(jobs),
    `{s} works as a {v}.
    {s} is a {v}.
    {s} is a {v} by trade.
    The job of {s} is {v}.
    {s} earns money as a {v}.
    ---
    {s} has a job as a {v}.
    {s} works, as a {v}.`,
    `What is the job of {s}?
    What does {s} work as?
    What work does {s} do?
    Which job does {s} have?
    What job has {s}?
    ---
    What job does {s} have?
    As what does {s} work?`,
    `Is {s} a {v}?
    Does {s} work as a {v}?
    Is the job of {s} {v}?
    ---
    Does {s} have a job as a {v}?
    Is {v} the job of {s}?`,
  ),
  fact(
    wordOf(foods),
    `{s} likes {v} most of all.
    The favourite food of {s} is {v}.
    {s} loves {v}.
    {s} always eats {v}.
    {v} is what {s} likes to eat.
    ---
    {s} likes to eat {v}.
    {v} is the favourite food of {s}.`,
    `What does {s} like to eat?
    What is the favourite food of {s}?
    Which food does {s} like?
    What food is liked by {s}?
    ---
    Which food does {s} like to eat?
    What food does {s} like?`,
    `Does {s} like {v}?
    Is {v} the favourite food of {s}?
    Does {s} eat {v}?
    ---
    Does {s} like to eat {v}?
    Is the favourite food of {s} {v}?`,
  ),
  fact(
    wordOf(animals),
    `{s} has a {v} as a pet.
    The pet of {s} is a {v}.
    {s} keeps a {v} at home.
    {s} takes care of a {v}.
    At home {s} has a {v}.
    ---
    {s} keeps a {v} as a pet.
    {s} has a pet, a {v}.`,
    `What pet does {s} have?
    Which animal does {s} have?
    What animal is the pet of {s}?
    What kind of pet has {s}?
    Which animal lives with {s}?
    ---
    What animal does {s} have?
    Which pet does {s} have?`,
    `Does {s} have a {v}?
    Is the pet of {s} a {v}?
    Does {s} keep a {v}?
    ---
    Does {s} have a {v} as a pet?
    Does {s} keep a {v} at home?`,
  ),
  fact(
    wordOf(colours),
    `The car of {s} is {v}.
    {s} drives a {v} car.
    {s} has a car. It is {v}.
    {v} is the colour of the car of {s}.
    ---
    {s} has a {v} car.
    The colour of the car of {s} is {v}.`,
    `What colour is the car of {s}?
    Which colour has the car of {s}?
    What is the colour of the car of {s}?
    What colour does the car of {s} have?
    ---
    Which colour is the car of {s}?
    What is the colour of the car that {s} drives?`,
    `Is the car of {s} {v}?
    Does {s} drive a {v} car?
    Is {v} the colour of the car of {s}?
    ---
    Does {s} have a {v} car?
    Is the colour of the car of {s} {v}?`,
  ),
  fact(
    wordOf(hobbies),
    `The hobby of {s} is {v}.
    {s} enjoys {v}.
    In the evening {s} goes for {v}.
    {s} spends every Sunday with {v}.
    ---
    {v} is the hobby of {s}.
    Every evening {s} enjoys {v}.`,
    `What is the hobby of {s}?
    Which hobby does {s} have?
    What does {s} enjoy?
    ---
    What hobby does {s} have?
    Which hobby does {s} enjoy?`,
    `Does {s} enjoy {v}?
    Is {v} the hobby of {s}?
    Is the hobby of {s} {v}?
    ---
    Does {s} have {v} as a hobby?
    Is {s} somebody who enjoys {v}?`,
  ),
  fact(
    (source) => String(source.random.int(5, 98)),
    `{s} is {v} years old.
    The age of {s} is {v}.
    {s}, {v} years old, said hello.
    {s} turned {v} this year.
    ---
    {s} is now {v} years old.
    {s} has the age of {v}.`,
    `How old is {s}?
    What is the age of {s}?
    What age is {s}?
    ---
    How old is {s} now?
    What age does {s} have?`,
    `Is {s} {v} years old?
    Is the age of {s} {v}?
    Is {v} the age of {s}?
    ---
    Is {s} now {v} years old?
    Does {s} have the age of {v}?`,
  ),
  fact(
    firstName,
    `The best friend of {s} is {v}.
    {s} is a friend of {v}.
    {s} and {v} are friends.
    {s} often meets {v}, a good friend.
    ---
    {v} is the friend of {s}.
    {s} has a friend, {v}.`,
    `Who is the friend of {s}?
    What is the name of the friend of {s}?
    Which friend does {s} have?
    ---
    What is the friend of {s} called?
    Who is a friend of {s}?`,
    `Is {v} the friend of {s}?
    Is the friend of {s} called {v}?
    Are {s} and {v} friends?
    ---
    Does {s} have a friend called {v}?
    Is {v} a friend of {s}?`,
  ),
];
