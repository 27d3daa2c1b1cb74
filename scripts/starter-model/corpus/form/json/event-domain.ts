import { capital } from "../../grammar";
import { firstName, inventedWord, placeName } from "../../names";
import { several } from "../../several";
import { weekdays } from "../../words/word-lists";
import { boolean, coin, type Domain, field, fromEnum, integer, nameField, oneOf, string, strings } from "./field";

/** What texts say of a meeting, a party or a show. */
export const eventDomain: Domain = {
  subject: (source) =>
    `${capital(inventedWord(source))} ${source.random.pick(["meeting", "party", "course", "concert", "market", "show"])}`,
  title: () => nameField("event title name what meeting", "The title.; Name of the event."),
  fields: [
    field(
      "day weekday date",
      "The weekday.; On which day.",
      oneOf(weekdays),
      fromEnum,
      `The {s} is on {v}.
      The {s} takes place on {v}.
      {v} is the day of the {s}.
      ---
      On {v} is the {s}.
      The day of the {s} is {v}.`,
    ),
    field(
      "place town city location where",
      "The town.; Where it is.",
      string,
      placeName,
      `The {s} is in {v}.
      You find the {s} in {v}.
      They hold the {s} in {v}.
      ---
      The place of the {s} is {v}.
      The {s} takes place in {v}.`,
    ),
    field(
      "hour time begins_at start",
      "The hour.; At what hour it begins.",
      integer,
      ({ random }) => random.int(7, 22),
      `The {s} begins at {v}.
      The {s} starts at {v}.
      At {v} the {s} begins.
      ---
      The beginning of the {s} is at {v}.
      At {v} the {s} starts.`,
    ),
    field(
      "online is_online remote",
      "Whether it is online.; Online or not.",
      boolean,
      coin,
      `The {s} is online.|The {s} is not online.
      You can join the {s} online.|You cannot join the {s} online.
      ---
      The {s} is held online.|The {s} is not held online.`,
    ),
    field(
      "speakers guests people names attendees",
      "Who comes.; All people who come.",
      strings,
      (source) => several(source.random.int(2, 3), () => firstName(source)),
      `{v} come to the {s}.
      The {s} is with {v}.
      The guests of the {s} are {v}.
      ---
      {v} are the guests of the {s}.
      The people of the {s} are {v}.`,
    ),
    field(
      "host leader organizer led_by",
      "Who leads it.; The host.",
      string,
      firstName,
      `{v} leads the {s}.
      The host of the {s} is {v}.
      The {s} is led by {v}.
      ---
      {v} is the host of the {s}.`,
    ),
    field(
      "seats places capacity",
      "How many seats.; Number of seats.",
      integer,
      ({ random }) => random.int(23, 400),
      `The {s} has {v} seats.
      There are {v} seats at the {s}.
      ---
      There are {v} seats for the {s}.`,
    ),
  ],
};
