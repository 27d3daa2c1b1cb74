import { type Label, label } from "./label";

/** What people want with what they write. */
export const intents: readonly Label[] = [
  label(
    "greeting",
    "the writer says hello; words of welcome",
    "there, everybody, friends, team, all",
    `Hello {w}!
    Hi {name}, nice to meet you.
    Good morning {w}.
    Good evening, {name}.
    Hey {w}, how are you?
    ---
    Hello {name}, how are you?
    Good morning, nice to meet you {w}.
    Hi {w}!`,
  ),
  label(
    "order",
    "the writer wants to buy; somebody orders something",
    "lamps, chairs, pizzas, cups, books, tables, shirts, tickets",
    `I would like to order {n} {w}.
    We want to buy {n} {w} for {name}.
    Please send us {n} {w}, we order them today.
    Can I buy {w} from you?
    {name} orders {n} {w}.
    ---
    I want to buy {n} {w} today.
    Please send {name} {n} {w}, this is an order.
    We would like to order {w} for {place}.`,
  ),
  label(
    "cancel",
    "the writer wants to stop something; somebody cancels",
    "order, booking, contract, subscription, meeting, appointment, trip",
    `Please cancel my {w}.
    I do not want the {w} any more, stop it.
    {name} has to cancel the {w}.
    We call off the {w}.
    I want to end my {w} now.
    ---
    {name} wants to end the {w}, please stop it.
    I have to cancel the {w} in {place}.
    Please call off my {w}.`,
  ),
  label(
    "question",
    "the writer wants to know something; somebody asks",
    "shop, museum, office, library, course, market, bridge",
    `When does the {w} open?
    Where is the {w} in {place}?
    How do I get to the {w}?
    Who is in charge of the {w}?
    Is the {w} open on Sunday?
    What do I need for the {w}?
    ---
    Where do I find the {w}?
    When is the {w} in {place} open?
    Who do I ask about the {w}?`,
  ),
  label(
    "complaint",
    "the writer is not pleased; somebody complains",
    "chair, meal, room, train, phone, service, jacket",
    `The {w} is broken, this is not acceptable.
    I am angry about the {w}.
    I want to complain about the {w} in {place}.
    Your {w} is a disaster.
    I am disappointed, the {w} was dirty.
    ---
    I want to complain, the {w} was broken.
    The dirty {w} is not acceptable.
    I am disappointed and angry about the {w}.`,
  ),
  label(
    "thanks",
    "the writer says thank you; somebody is grateful",
    "help, answer, gift, letter, visit, flowers",
    `Thank you for the {w}!
    Many thanks for your {w}, {name}.
    I am grateful for the {w}.
    Thanks a lot, the {w} was so kind.
    ---
    Thank you {name}, I am grateful for the {w}.
    Many thanks for the kind {w}.
    Thanks for your {w}!`,
  ),
];
