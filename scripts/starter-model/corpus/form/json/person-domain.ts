import { code, familyName, firstName, placeName } from "../../names";
import { animals, colours, hobbies, jobs } from "../../words/everyday-words";
import { wordOf } from "../fact";
import { boolean, coin, type Domain, field, fromEnum, integer, nameField, oneOf, some, string, strings } from "./field";

/** What texts say of a person. */
export const personDomain: Domain = {
  subject: (source) => (source.random.chance(0.7) ? firstName(source) : `${firstName(source)} ${familyName(source)}`),
  title: () =>
    nameField(
      "name person customer user employee who full_name member guest",
      "The name.; Who it is.; Name of the person.",
    ),
  fields: [
    field(
      "age years age_in_years how_old",
      "The age.; Age in years.; How old.",
      integer,
      ({ random }) => random.int(5, 98),
      `{s} is {v} years old.
      The age of {s} is {v}.
      {s} turned {v} this year.
      ---
      {s} is now {v} years old.
      {s} has the age of {v}.`,
    ),
    field(
      "city town home place lives_in location",
      "The town.; Where the person lives.; Home town.",
      string,
      placeName,
      `{s} lives in {v}.
      The home of {s} is in {v}.
      {s} has a house in {v}.
      ---
      {s} lives in a house in {v}.
      {s} has a home in {v}.`,
    ),
    field(
      "job work profession role occupation",
      "The job.; What the person does.; Profession.",
      string,
      wordOf(jobs),
      `{s} works as a {v}.
      The job of {s} is {v}.
      {s} is a {v} by trade.
      ---
      {s} has a job as a {v}.
      {s} is a {v}.`,
    ),
    field(
      "married is_married has_partner",
      "Whether the person is married.; Married or not.",
      boolean,
      coin,
      `{s} is married.|{s} is not married.
      {s} has a husband or wife, so {s} is married.|{s} has nobody and is not married.
      ---
      {s} is now married.|{s} is still not married.`,
    ),
    field(
      "hobbies likes interests activities",
      "What the person likes.; The hobbies.",
      strings,
      some(hobbies),
      `{s} likes {v}.
      The hobbies of {s} are {v}.
      {s} enjoys {v}.
      ---
      {s} has the hobbies {v}.
      In the evening {s} enjoys {v}.`,
    ),
    field(
      "team group colour_team",
      "The team.; Colour of the team.",
      oneOf(colours),
      fromEnum,
      `{s} is in the {v} team.
      {s} plays for the {v} team.
      The team of {s} is {v}.
      ---
      {s} is a member of the {v} team.
      {s} joined the {v} team.`,
    ),
    field(
      "pet animal pets_kind",
      "The pet.; Which animal the person has.",
      string,
      wordOf(animals),
      `{s} has a {v} as a pet.
      The pet of {s} is a {v}.
      {s} keeps a {v}.
      ---
      {s} has a pet, a {v}.
      {s} keeps a {v} as a pet.`,
    ),
    field(
      "code id number member_code",
      "The code.; Number of the person.",
      string,
      code,
      `The code of {s} is {v}.
      {s} has the code {v}.
      {s} is listed under {v}.
      ---
      The number of {s} is {v}.
      {s} has the number {v}.`,
    ),
  ],
};
