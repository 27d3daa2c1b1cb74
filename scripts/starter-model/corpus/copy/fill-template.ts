import { turn } from "../conversation";
import type { Level, Maker, Source } from "../example";
import { capital } from "../grammar";
import { inventedWord } from "../names";
import { fill, type Phrasings, phrase } from "../phrasings";
import { draws, type ValueKind } from "../relations/draws";
import { rounds } from "../rounds";
import { fresh } from "./fresh-values";
import { asked } from "./task";

const templateSlots: Readonly<Record<string, ValueKind>> = {
  name: "person",
  sender: "person",
  town: "town",
  code: "code",
  date: "date",
  price: "money",
  item: "object",
  count: "count",
  time: "time",
  job: "job",
  day: "weekday",
  email: "email",
  food: "food",
  colour: "colour",
  status: "status",
  word: "word",
  room: "digits",
  street: "street",
};

const openings = ["Dear [name],", "Hello [name],", "Hi [name]!", "To [name]:", "Good morning, [name].", ""];

const bodies: Phrasings = {
  train: [
    "your order [code] is ready.",
    "your order [code] costs [price].",
    "the [item] will arrive on [day].",
    "please come to [town] on [date].",
    "the meeting starts at [time].",
    "the meeting on [day] starts at [time].",
    "we have sent the [item] to [town].",
    "your code is [code].",
    "your room is [room].",
    "you still have to pay [price] by [date].",
    "we are looking for a [job] in [town].",
    "the status of [code] is [status].",
    "please write to [email].",
    "you bought [count] pieces of [food].",
    "the [colour] [item] is for you.",
    "we meet at [street] at [time].",
    "thank you for the [item].",
    "your password is [word].",
    "today we have [food] for [price].",
    "the shop in [town] is open until [time].",
    "there are [count] new messages for [email].",
  ],
  heldOut: [
    "your [item] is ready and costs [price].",
    "the order [code] will arrive in [town] on [day].",
    "please pay [price] for the [food].",
    "the [job] comes on [date] at [time].",
    "your room in [town] is [room].",
  ],
};

/** Words in any order around places: what cannot be remembered has to be copied from the template. */
function anyBody(source: Source): string {
  const { random } = source;
  const slots = random.sample(Object.keys(templateSlots), random.int(1, 3));
  const word = () => (random.chance(0.25) ? inventedWord(source) : random.pick(smallWords));
  const words = slots.flatMap((slot) => [...Array.from({ length: random.int(1, 3) }, word), `[${slot}]`]);
  return `${words.join(" ")}${random.pick([".", ".", "!", ""])}`;
}

const smallWords =
  "the a your our my this that is are was will must can has comes costs goes waits stays stands lies and or but for from with without at in on to by near under over before after please take send bring find keep read call meet pay buy open close write ask tell today tomorrow soon now again ready late early new old here there order letter room box house door key list part".split(
    " ",
  );

const closings = ["", "", "", "Best wishes, [sender]", "Thank you!", "See you soon, [sender]", "Yours, [sender]"];

const markers: readonly (readonly [string, string])[] = [
  ["{{ ", " }}"],
  ["{{", "}}"],
  ["{{ ", " }}"],
  ["{", "}"],
  ["[", "]"],
  ["<", ">"],
];

function replaceSlots(template: string, value: (slot: string) => string): string {
  return template.replace(/\[(\w+)\]/g, (_, slot: string) => value(slot));
}

const fillIn: Phrasings = {
  train: [
    "Fill in the template.\n\nTemplate: {t}\n\nValues:\n{v}",
    "Fill in the template.\n{t}\n\n{v}",
    "Template: {t}\n{v}\nWrite the finished text.",
    "{v}\n\nFill these values into the text: {t}",
    "Put the values into the template.\n\nValues:\n{v}\n\nTemplate:\n{t}",
    "Replace the places in this text with the values below.\n\n{t}\n\n{v}",
    "Complete this text: {t}\n\nUse these values:\n{v}",
    "Write this message with the values given.\n{t}\n\n{v}",
    "Data:\n{v}\n\nTemplate:\n{t}\n\nFilled template:",
    "{t}\n\nFill in: {v}",
  ],
  heldOut: [
    "Complete the template with these values.\n\nTemplate: {t}\n\nValues:\n{v}",
    "Values:\n{v}\n\nFill in this text: {t}",
    "Template:\n{t}\n\nData:\n{v}\n\nWrite the finished message.",
  ],
};

const nextValues = ["Now with these values:\n{v}", "{v}", "The same with:\n{v}", "Next:\n{v}"];

/** A template with values put into its places. */
export const fillTemplateMaker =
  (level: Level): Maker =>
  (source) => {
    const { random } = source;
    const opening = level === 0 ? "" : random.pick(openings);
    const closing = level < 2 ? "" : random.pick(closings);
    const body = source.split === "train" && random.chance(0.6) ? anyBody(source) : phrase(source, bodies);
    const parts = [opening, opening.endsWith(",") ? body : capital(body), closing].filter((part) => part !== "");
    const template = parts.join(random.pick([" ", "\n"]));
    const slots = [...new Set([...template.matchAll(/\[(\w+)\]/g)].map(([, slot]) => slot ?? ""))];
    const [open, close] = random.pick(markers);
    const style = random.pick([": ", ": ", " = "]);
    const form = phrase(source, fillIn);
    const messages = Array.from({ length: rounds(source, 4) }, (_, round) => {
      const used: string[] = [];
      const values = Object.fromEntries(
        slots.map((slot) => [slot, fresh(source, used, draws[templateSlots[slot] ?? "word"]) ?? inventedWord(source)]),
      );
      const shown = random.shuffle(slots).map((slot) => `${slot}${style}${values[slot]}`);
      const v = random.chance(0.8) ? shown.join("\n") : shown.join(", ");
      const t = replaceSlots(template, (slot) => open + slot + close);
      const answer = replaceSlots(template, (slot) => values[slot] ?? "");
      return turn(round === 0 ? fill(form, { t, v }) : fill(random.pick(nextValues), { v }), answer);
    });
    return asked(source, "fill-template", level, messages.flat());
  };
