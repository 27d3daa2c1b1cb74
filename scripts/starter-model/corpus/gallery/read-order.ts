import type { JsonObject } from "@/nodes/core/json";
import { conversation, turn } from "../conversation";
import type { Example, Maker, Source } from "../example";
import { describeSchema } from "../form/json/json-schema";
import { firstName, inventedWord } from "../names";
import { fill, phrase } from "../phrasings";
import { rounds } from "../rounds";

const orderSchema: JsonObject = {
  type: "object",
  required: ["customer", "items"],
  additionalProperties: false,
  properties: {
    customer: { type: "string", description: "Who orders." },
    items: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "amount", "price"],
        additionalProperties: false,
        properties: {
          name: { type: "string" },
          amount: { type: "number" },
          price: { type: "number", description: "For one piece." },
        },
      },
    },
  },
};

const orderReaders = {
  train: [
    "You read orders out of letters. You take what is written and invent nothing.",
    "You read letters.",
    "You extract data from texts and invent nothing.",
  ],
  heldOut: ["You read orders out of letters. You take what is written and invent nothing."],
};

const orderRequests = {
  train: [
    "Who orders what in this letter? Give each item once, with its amount and its price for one piece.\n\n{letter}",
    "Read the order.\n\n{letter}",
    "{letter}\n\nWho orders what?",
    "Extract the order from this letter:\n\n{letter}",
  ],
  heldOut: [
    "Who orders what in this letter? Give each item once, with its amount and its price for one piece.\n\n{letter}",
  ],
};

const letterForms = {
  train: [
    "Dear {to}, please send me {items}. Yours, {who}",
    "Hello, I would like to order {items}. Best wishes, {who}",
    "Please send {items} to {who}.",
    "{who} wants {items}.",
    "{who} orders {items}. Thank you!",
    "Dear team, {who} needs {items}.",
    "I am {who}. I need {items}.",
  ],
  heldOut: ["Dear {to}, please send me {items}. Yours, {who}", "Hi, please send {items}. Thanks, {who}"],
};

const itemForms = {
  train: [
    "{n} {name} at {price} each",
    "{n} {name} for {price} each",
    "{n} {name} ({price} each)",
    "{n} {name}, {price} each",
  ],
  heldOut: ["{n} {name} at {price} each", "{n} {name}, each for {price}"],
};

const orderedThings = {
  train:
    "needles hooks ropes lamps nails boxes pens cups plates spoons bags belts hats coats scarves threads ribbons buttons combs brushes chairs tables candles mirrors baskets jars rings bells drums wheels".split(
      " ",
    ),
  heldOut: "bobbins shuttles spindles blankets pillows".split(" "),
};

function price({ random }: Source): number {
  return random.pick([
    () => random.int(1, 40),
    () => random.int(1, 40) + random.pick([0.5, 0.25, 0.75, 0.2]),
    () => random.int(100, 4999) / 100,
  ])();
}

/** As people write it: two digits after the point, or none. */
function written(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

/** A letter, and the order in it as JSON. */
function order(source: Source): { letter: string; answer: string; size: number } {
  const { random } = source;
  const names = new Set<string>();
  const wanted = random.int(1, 3);
  while (names.size < wanted)
    names.add(random.chance(0.3) ? `${inventedWord(source)}s` : phrase(source, orderedThings));
  const items = [...names].map((name) => ({ name, amount: random.int(2, 30), price: price(source) }));
  const texts = items.map(({ name, amount, price }) =>
    fill(phrase(source, itemForms), { n: amount, name, price: written(price) }),
  );
  const last = texts.pop() ?? "";
  const who = firstName(source);
  const letter = fill(phrase(source, letterForms), {
    to: random.pick(["weavers", "friends", "shop", firstName(source)]),
    items: texts.length === 0 ? last : `${texts.join(", ")} and ${last}`,
    who,
  });
  const answer = `{"customer": ${JSON.stringify(who)}, "items": [${items
    .map((item) => `{"name": "${item.name}", "amount": ${item.amount}, "price": ${written(item.price)}}`)
    .join(", ")}]}`;
  return { letter, answer, size: items.length };
}

/** Letters, and the orders in them as JSON. */
export const readOrder: Maker = (source): Example => {
  const { letter, answer, size } = order(source);
  const more = Array.from({ length: rounds(source, 3) - 1 }, () => order(source));
  return {
    family: "form",
    kind: "read-order",
    level: size === 1 ? 1 : 2,
    schema: orderSchema,
    messages: [
      ...conversation(
        `${phrase(source, orderReaders)}\n\n${describeSchema(orderSchema)}`,
        fill(phrase(source, orderRequests), { letter }),
        answer,
      ),
      ...more.flatMap((next) => turn(next.letter, next.answer)),
    ],
  };
};
