import { type Label, label } from "./label";

/** What is spam and what is not. */
export const spamLabels: readonly Label[] = [
  label(
    "spam",
    "unwanted advertising; tricks to get money or clicks",
    "phone, car, prize, casino, pill, watch, loan, gift card",
    `Congratulations, you have won a free {w}! Click here now!
    Buy a cheap {w} today, only {n} dollars!
    Dear winner, claim your {w} now!
    Limited offer: {w} for free, click the link!
    Make {n} dollars a day from home and get a {w}!
    Act now, your {w} is waiting, send your card number!
    ---
    Dear winner, click here for a free {w}!
    Limited offer! Claim the cheap {w} now!
    Congratulations, make {n} dollars and get a {w} for free!`,
  ),
  label(
    "not spam",
    "ordinary messages; what colleagues and friends write",
    "meeting, report, dinner, lesson, trip, visit, call",
    `Hi {name}, the {w} is at {n} tomorrow.
    Can we move the {w} to Friday? Best, {name}
    Dear {name}, thank you for the {w} yesterday.
    I will be late for the {w}, sorry.
    {name} asked if you come to the {w} in {place}.
    Here are my notes of the {w}. See you, {name}
    ---
    Hi {name}, sorry, I will be late for the {w}.
    Dear {name}, the {w} is in {place} on Friday.
    Can you send me the notes of the {w} yesterday?`,
  ),
];
