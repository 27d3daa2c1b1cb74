import { jsonLine } from "@/server/models/gguf/tool-result-text";
import { conversation } from "../conversation";
import type { Maker, Source } from "../example";
import { casePrompt, caseSchema } from "../form/labels/router";
import { firstName, inventedWord } from "../names";
import { fill, phrase } from "../phrasings";
import { sentenceAbout } from "./notes";

/** Replies that fit any request of a kind, and promise nothing. */
const replies = {
  money: "Thank you for your message. We will check the payment and write to you soon.",
  technical:
    "Thank you for your message. Please tell us the order number and what exactly does not work, and send a photo if you can.",
  other: "Thank you for your message. We will hand it on to the person who can help you.",
} as const;

const replyForms = {
  money: {
    train: [
      "Answer this request about money:\n\n{request}",
      "Reply to this message about a payment:\n\n{request}",
      "A customer asks about money. Write a reply.\n\n{request}",
    ],
    heldOut: ["Answer this request about money:\n\n{request}"],
  },
  technical: {
    train: [
      "Answer this request about a technical problem:\n\n{request}",
      "Reply to this message about a technical problem:\n\n{request}",
      "A customer has a technical problem. Write a reply.\n\n{request}",
    ],
    heldOut: ["Answer this request about a technical problem:\n\n{request}"],
  },
  other: {
    train: ["Answer this request:\n\n{request}", "Reply to this message:\n\n{request}", "Write a reply.\n\n{request}"],
    heldOut: ["Answer this request:\n\n{request}"],
  },
};

const clerks = {
  train: [
    "You answer questions about payments. You are kind, exact and brief, and you promise nothing that you cannot keep.",
    "You help when something is broken. You ask for what you need to know and give steps to try.",
    "You answer what fits nobody else, and say whom to ask next.",
    "You answer letters of customers.",
    "",
  ],
  heldOut: ["You answer letters of customers."],
};

const requestParts = {
  money: [
    "I paid {money} for the {object} and it was charged twice.",
    "Where is my invoice for the {object}?",
    "I would like my money back for order {code}.",
    "The price of the {object} is wrong on the bill.",
    "Can I pay order {code} later?",
  ],
  technical: [
    "My {object} arrived with a broken part.",
    "The {object} does not turn on any more.",
    "The {object} makes a strange noise since {weekday}.",
    "I cannot open the {object} that I got with order {code}.",
    "The {object} stopped working in {room}.",
  ],
  other: [
    "Do you have a shop in {town}?",
    "May I visit you on {weekday}?",
    "Is the {object} also sold in {colour}?",
    "Who is {person} in your team?",
    "I would like to work for you as a {job}.",
  ],
};

type RequestKind = keyof typeof requestParts;

const requestKinds = ["money", "technical", "other"] as const;

/** What a customer writes. */
function request(source: Source, kind: RequestKind): string {
  const { random } = source;
  const parts = random.sample(requestParts[kind], random.int(1, 2));
  const hello = random.pick(["", "", "Hello! ", `Dear team, `, `Hi, `]);
  const bye = random.pick([
    "",
    "",
    ` Yours, ${firstName(source)}`,
    " Thank you.",
    ` Best wishes, ${firstName(source)}`,
  ]);
  return `${hello}${parts.map((part) => sentenceAbout(source, "", part)).join(" ")}${bye}`;
}

/** A request of a customer gets the reply of its kind. */
export const reply: Maker = (source) => {
  const kind = source.random.pick(requestKinds);
  return {
    family: "form",
    kind: "reply",
    level: 1,
    messages: conversation(
      phrase(source, clerks),
      fill(phrase(source, replyForms[kind]), { request: request(source, kind) }),
      replies[kind],
    ),
  };
};

/** The switch node's own question, with the cases of a help desk. */
export const routeRequest: Maker = (source) => {
  const { random } = source;
  const kind = random.pick(requestKinds);
  const descriptions = {
    money: random.pick([
      "Money: invoices, prices, payments, refunds.",
      "Payments and refunds.",
      "Invoices and prices.",
    ]),
    technical: random.pick([
      "Something is broken or does not work as it should.",
      "Broken things and technical problems.",
      "Technical problems.",
    ]),
  };
  const names = {
    money: random.pick(["billing", "money", "payments", inventedWord(source)]),
    technical: random.pick(["technical", "support", "repairs", inventedWord(source)]),
    other: "else",
  };
  const order = random.shuffle(["money", "technical"] as const);
  const lines = order.map((one) => `- ${names[one]}: ${descriptions[one]}`);
  return {
    family: "form",
    kind: "route-request",
    level: 2,
    schema: caseSchema(order.map((one) => names[one])),
    messages: conversation(casePrompt(lines), request(source, kind), jsonLine({ case: names[kind] })),
  };
};
