import { code, firstName, placeName } from "../../names";
import { foods, objects } from "../../words/everyday-words";
import { wordOf } from "../fact";
import { boolean, coin, type Domain, field, fromEnum, integer, nameField, oneOf, some, string, strings } from "./field";

/** What texts say of an order or a ticket. */
export const orderDomain: Domain = {
  subject: (source) => code(source),
  title: () => nameField("order ticket id code number case_number", "The code.; Number of the ticket."),
  fields: [
    field(
      "priority urgency level",
      "How urgent it is.; The priority.",
      () => ({ type: "string", enum: ["low", "medium", "high"] }),
      fromEnum,
      `The priority of {s} is {v}.
      {s} has {v} priority.
      ---
      {s} is of {v} priority.`,
    ),
    field(
      "status state",
      "The status.; In which state it is.",
      oneOf(["open", "closed", "waiting", "paid", "sent", "lost"]),
      fromEnum,
      `The status of {s} is {v}.
      {s} is {v}.
      ---
      {s} has the status {v}.`,
    ),
    field(
      "customer reporter from sender client",
      "Who sent it.; The customer.",
      string,
      firstName,
      `{s} was sent by {v}.
      The customer of {s} is {v}.
      {v} sent {s}.
      ---
      The customer {v} sent {s}.`,
    ),
    field(
      "item product thing about",
      "What it is about.; The product.",
      string,
      wordOf(objects),
      `{s} is about a {v}.
      The product of {s} is a {v}.
      ---
      In {s} the product is a {v}.`,
    ),
    field(
      "amount count quantity pieces",
      "How many pieces.; The amount.",
      integer,
      ({ random }) => random.int(2, 60),
      `{s} has {v} pieces.
      The amount of {s} is {v} pieces.
      ---
      There are {v} pieces in {s}.`,
    ),
    field(
      "express fast urgent_delivery",
      "Whether it goes by express.; Express or not.",
      boolean,
      coin,
      `{s} goes by express.|{s} does not go by express.
      Send {s} by express.|Do not send {s} by express.
      ---
      {s} is sent by express.|{s} is not sent by express.`,
    ),
    field(
      "city town destination ship_to",
      "The town.; Where it goes.",
      string,
      placeName,
      `{s} goes to {v}.
      {s} has to arrive in {v}.
      The destination of {s} is {v}.
      ---
      {s} is sent to {v}.`,
    ),
    field(
      "items products things contents",
      "What is in it.; All products.",
      strings,
      some(foods),
      `In {s} there are {v}.
      {s} contains {v}.
      ---
      {s} is an order of {v}.`,
    ),
  ],
};
