import { code, firstName, number } from "../../names";
import { colours, materials, objects, ownWords } from "../../words/everyday-words";
import { wordOf } from "../fact";
import { boolean, coin, type Domain, field, fromEnum, integer, nameField, oneOf, string, strings } from "./field";

/** What texts say of a thing that is sold. */
export const productDomain: Domain = {
  subject: (source) => source.random.pick(ownWords(source, objects)),
  title: () => nameField("item product thing article name object", "The thing.; What it is.; Name of the product."),
  fields: [
    field(
      "price cost dollars price_in_dollars",
      "The price.; What it costs.; Price in dollars.",
      integer,
      (source) => number(source),
      `The {s} costs {v} dollars.
      The price of the {s} is {v} dollars.
      They sell the {s} for {v} dollars.
      ---
      The {s} has a price of {v} dollars.
      You can buy the {s} for {v} dollars.`,
    ),
    field(
      "colour color paint",
      "The colour.; Which colour it has.",
      oneOf(colours),
      fromEnum,
      `The {s} is {v}.
      The colour of the {s} is {v}.
      Somebody painted the {s} {v}.
      ---
      The {s} has the colour {v}.
      It is a {v} {s}.`,
    ),
    field(
      "in_stock available can_buy",
      "Whether it is in stock.; Can be bought now.",
      boolean,
      coin,
      `The {s} is in stock.|The {s} is not in stock.
      You can buy the {s} now.|You cannot buy the {s} now.
      The shop has the {s}.|The shop does not have the {s}.
      ---
      The {s} is in stock now.|The {s} is not in stock now.`,
    ),
    field(
      "owner belongs_to owned_by",
      "Who owns it.; The owner.",
      string,
      firstName,
      `The {s} belongs to {v}.
      {v} owns the {s}.
      The owner of the {s} is {v}.
      ---
      {v} is the owner of the {s}.
      The {s} is owned by {v}.`,
    ),
    field(
      "material made_of",
      "The material.; What it is made of.",
      string,
      wordOf(materials),
      `The {s} is made of {v}.
      The material of the {s} is {v}.
      ---
      They made the {s} of {v}.`,
    ),
    field(
      "code id number sku",
      "The code.; Number of the product.",
      string,
      code,
      `The code of the {s} is {v}.
      The {s} has the code {v}.
      ---
      The {s} has the number {v}.`,
    ),
    field(
      "colours colors variants",
      "All colours.; Colours that can be bought.",
      strings,
      ({ random }) => random.sample(colours, random.int(2, 3)),
      `You can get the {s} in {v}.
      The {s} is sold in {v}.
      The {s} comes in {v}.
      ---
      You can buy the {s} in {v}.
      They sell the {s} in {v}.`,
    ),
    field(
      "weight kilos weight_in_kilos",
      "The weight.; Weight in kilos.",
      integer,
      ({ random }) => random.int(1, 90),
      `The {s} weighs {v} kilos.
      The weight of the {s} is {v} kilos.
      ---
      The {s} has a weight of {v} kilos.`,
    ),
  ],
};
