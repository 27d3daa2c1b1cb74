import { type Label, label } from "./label";

/** How people find something. */
export const sentiments: readonly Label[] = [
  label(
    "positive",
    "happy texts; the writer is pleased; good feelings",
    "film, book, hotel, phone, meal, shop, service, room, game, song, garden, chair, coffee, concert, lamp",
    `I love this {w}.
    The {w} was great and I will come back.
    What a wonderful {w}!
    The {w} is excellent.
    I am very happy with the {w}.
    The best {w} I ever had.
    {name} enjoyed the {w} a lot.
    A beautiful {w}, I can recommend it.
    The {w} is perfect and the people are friendly.
    Good {w}, thank you!
    The {w} works very well, I am pleased.
    ---
    I enjoyed the wonderful {w}.
    The {w} is great, {name} is very happy.
    What a beautiful {w}, I recommend it.`,
  ),
  label(
    "negative",
    "angry or sad texts; the writer is not pleased; bad feelings",
    "film, book, hotel, phone, meal, shop, service, room, game, song, garden, chair, coffee, concert, lamp",
    `I hate this {w}.
    The {w} was terrible and I will never come back.
    What an awful {w}!
    The {w} is a disaster.
    I am very angry about the {w}.
    The worst {w} I ever had.
    {name} was disappointed by the {w}.
    A horrible {w}, do not waste your money.
    The {w} is broken and the people are rude.
    Bad {w}, never again!
    The {w} is dirty and boring.
    ---
    I was disappointed by the awful {w}.
    The {w} is terrible, {name} is very angry.
    What a horrible {w}, never again.`,
  ),
  label(
    "neutral",
    "plain facts; texts without feelings; neither happy nor angry",
    "film, book, hotel, phone, meal, shop, service, room, game, song, garden, chair, coffee, concert, lamp",
    `The {w} is in {place}.
    The {w} opens at {n}.
    {name} saw the {w} on Monday.
    There is a {w} next to the station.
    The {w} belongs to {name}.
    The {w} has number {n}.
    This is the {w} that {name} ordered.
    The {w} is {n} years old.
    {name} asked where the {w} is.
    The {w} begins on Friday.
    ---
    The {w} of {name} is in {place}.
    On Monday the {w} opens at {n}.
    {name} ordered the {w} with number {n}.`,
  ),
];
