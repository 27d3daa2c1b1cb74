import { type Label, label } from "./label";

/** What customers write about. */
export const tickets: readonly Label[] = [
  label(
    "billing",
    "invoices, prices and payments; messages about bills; charges and payments",
    "invoice, bill, payment, credit card, receipt, subscription, charge",
    `I was charged twice on my {w}.
    My {w} shows the wrong amount.
    Where can I find the {w} for this month?
    The {w} of {n} euros is not correct.
    I want to change the {w} of my plan.
    Why is there a fee on my {w}?
    Please send me the {w} for {n} dollars again.
    {name} from accounting needs our {w}.
    The amount on the {w} is too high.
    ---
    The {w} has the wrong amount, I was charged {n} euros.
    Please send {name} the {w} of this month.
    There is a fee of {n} dollars on the {w}.`,
  ),
  label(
    "bug",
    "something is broken or does not work; errors and crashes; reports of faults",
    "app, page, button, export, login, search, menu, upload, editor",
    `The {w} crashes when I open it.
    I get an error as soon as I use the {w}.
    The {w} is broken since the last update.
    The {w} does not work any more.
    The {w} shows error {n}.
    When I click the {w}, nothing happens.
    The {w} freezes after {n} seconds.
    The {w} fails with a strange message.
    ---
    Since the update the {w} crashes with error {n}.
    The {w} is broken, nothing happens when I click.
    I get a strange message and the {w} does not work.`,
  ),
  label(
    "feature",
    "wishes for something new; ideas and proposals; requests for new functions",
    "dark mode, calendar, export, chat, search, dashboard, shortcut, filter, report",
    `It would be great if you added a {w}.
    Could you add a {w} in the next version?
    I wish there was a {w}.
    My idea: a {w} for all users.
    Please build a {w}, we miss it.
    A {w} would make my work easier.
    I suggest a new {w}.
    {name} would love to have a {w}.
    ---
    I wish you would build a {w}.
    My idea is a new {w} in the next version.
    It would be great to have a {w}, please add it.`,
  ),
  label(
    "refund",
    "people who want their money back; returns; requests to get money back",
    "lamp, shoes, jacket, phone, chair, book, ticket, camera, bag",
    `I want my money back for the {w}.
    The {w} is too small, please give me a refund.
    I returned the {w}, when do I get my money?
    I would like to send the {w} back and get my {n} euros.
    Please refund the {w}.
    I cancel the order of the {w} and want the money back.
    How do I get a refund for the {w}?
    ---
    Please give me the money back, I returned the {w}.
    I want a refund of {n} euros for the {w}.
    I send the {w} back and would like my money.`,
  ),
  label(
    "shipping",
    "parcels and deliveries; where an order is; late or lost parcels",
    "parcel, package, delivery, order, box, letter",
    `Where is my {w}?
    The {w} has not arrived yet.
    The {w} was sent to the wrong address.
    My {w} is {n} days late.
    When will the {w} be delivered to {place}?
    The tracking number of my {w} does not change.
    The courier left the {w} at the wrong door.
    ---
    The {w} to {place} has not arrived.
    My {w} was delivered to the wrong address.
    The courier with my {w} is {n} days late.`,
  ),
  label(
    "account",
    "passwords, names and logins; how to get into an account; profile changes",
    "password, email address, user name, profile, phone number",
    `I forgot my {w} and cannot sign in.
    How do I change my {w}?
    Please reset my {w}.
    My account is locked because of my {w}.
    I want to delete my account and my {w}.
    {name} cannot sign in with the new {w}.
    The {w} of my account has to be changed.
    ---
    Please change the {w} of my account.
    {name} forgot the {w} and the account is locked.
    I cannot sign in, reset my {w}.`,
  ),
  label(
    "urgent",
    "emergencies that cannot wait; needs help at once; very pressing problems",
    "server, shop, factory, system, office, line",
    `Help, the whole {w} is down right now!
    Emergency: nobody can work, the {w} has stopped!
    We need help immediately, the {w} is on fire!
    Act now! The {w} is down and we lose money every minute!
    This cannot wait: the {w} in {place} is down!
    Call me at once, the {w} has stopped!
    ---
    Emergency in {place}: the {w} is down, help immediately!
    This cannot wait, the whole {w} has stopped right now!
    Call at once! The {w} is on fire!`,
  ),
  label(
    "praise",
    "thanks and kind words; happy customers; people who are pleased",
    "team, service, product, support, app, shop",
    `Thank you, your {w} is wonderful!
    I love your {w}, great work!
    The {w} is the best I know.
    Many thanks to {name}, the {w} is excellent.
    I am very happy with your {w}.
    Great {w}, keep it up!
    ---
    I am so happy, your {w} is excellent!
    Many thanks, I love the {w}.
    Great work, the {w} is wonderful.`,
  ),
];
