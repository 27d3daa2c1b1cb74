import type { Phrasings, Source } from "./example";
import { isHeldOutWord } from "./names";

/** The lines of a text: the shortest way to write many sentences. A line break inside one is written as a backslash and an n. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim().replaceAll("\\n", "\n"))
    .filter((line) => line !== "");
}

/** Lines for training and, below a line of dashes, those for the evaluation alone. */
export function phrasingsOf(text: string): Phrasings {
  const [train = "", heldOut = ""] = text.split("---");
  return { train: linesOf(train), heldOut: linesOf(heldOut) };
}

/** Words of a list that belong to the split; all of them where the list is too short to be split. */
export function ownWords(source: Source, words: readonly string[]): readonly string[] {
  const own = words.filter((word) => isHeldOutWord(word) === (source.split === "held-out"));
  return own.length < 6 ? words : own;
}

/** `an apple`, `a lamp`. */
export function withArticle(word: string): string {
  return `${/^[aeiou]/i.test(word) ? "an" : "a"} ${word}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function inWords(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

export const objects =
  "lamp rope tent chair table spoon basket bottle candle mirror pillow blanket hammer ladder bucket broom brush clock radio camera guitar drum violin trumpet piano kite ball box bag cup plate knife pan kettle towel soap comb coat hat scarf glove boot sock shirt belt ring watch wallet key map compass pencil notebook envelope stamp magnet bell whistle bicycle boat sled wagon umbrella vase carpet shelf drawer desk stool bench oven fridge heater fan cable battery screw nail saw drill".split(
    " ",
  );
export const foods =
  "apple pear plum cherry grape lemon orange banana melon peach mango bread butter cheese yogurt honey jam rice pasta soup salad pizza pancake waffle cookie cake pie pudding chocolate nut almond walnut bean pea lentil carrot onion garlic potato tomato cucumber pepper pumpkin spinach cabbage mushroom egg fish chicken sausage tofu tea coffee milk juice cocoa mustard vinegar salt sugar cinnamon ginger mint basil".split(
    " ",
  );
export const animals =
  "cat dog horse cow goat sheep pig duck goose hen rabbit mouse rat hamster fox wolf bear deer moose beaver otter badger hedgehog squirrel bat owl eagle hawk crow raven parrot pigeon swan stork penguin frog toad newt lizard snake turtle crab lobster shrimp trout salmon shark whale dolphin seal lion tiger camel donkey mule zebra monkey ant bee wasp spider".split(
    " ",
  );
export const jobs =
  "baker teacher nurse doctor pilot driver farmer painter singer dancer writer editor lawyer judge clerk cook waiter tailor barber butcher carpenter plumber mason welder miner sailor fisher gardener florist janitor guard soldier officer detective reporter printer librarian engineer chemist dentist surgeon vet pharmacist accountant banker cashier manager director actor musician sculptor weaver potter jeweler mechanic electrician architect translator tutor coach referee".split(
    " ",
  );
export const colours = "red blue green yellow black white brown orange purple pink grey silver golden turquoise".split(
  " ",
);
export const weekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
export const materials = "wood glass steel paper stone wool silk leather copper clay plastic cotton iron wax".split(
  " ",
);
export const hobbies =
  "chess hiking swimming reading painting cooking singing dancing fishing sailing running skating cycling knitting sewing gardening climbing pottery tennis football".split(
    " ",
  );

/** What a workflow's agents are told; none of them changes the right answer. */
export const systemLines: Phrasings = phrasingsOf(`
  You are a helpful assistant.
  You are a helpful assistant. Be brief.
  Be brief.
  You do exactly what you are told.
  Follow the instructions.
  Answer in the form that is asked for.
  You work with the text that you are given.
  You are careful and exact.
  You answer and add nothing.
  You are an assistant in a workflow.
  Use only what the user gives you.
  Keep your answers short.
  You are a small helper. You copy words exactly as they are written.
  You answer from the text only.
  Say no more than you are asked.
  You read texts and answer questions about them.
  ---
  You are a careful assistant.
  Answer briefly and follow the instructions.
  You are exact and add nothing.
`);

/** A label of a text that is to be sorted, what it stands for, and such texts. */
export interface Label {
  readonly name: string;
  readonly about: readonly string[];
  /** Words for the place `{w}`. */
  readonly words: readonly string[];
  readonly texts: Phrasings;
}

function label(name: string, about: string, words: string, texts: string): Label {
  return { name, about: about.split("; "), words: words.split(", "), texts: phrasingsOf(texts) };
}

export const topics: readonly Label[] = [
  label(
    "sports",
    "games, teams and matches; texts about sports; players, goals and races",
    "football, tennis, hockey, basketball, volleyball, swimming, cycling, rugby, handball, baseball, boxing, golf",
    `The {w} team won the match by {n} points.
    {name} scored twice in the {w} final.
    Our {w} coach was happy with the game.
    The {w} players trained hard for the cup.
    {name} lost the {w} match against {name2}.
    The referee stopped the {w} game after {n} minutes.
    {name} wants to join a {w} club in {place}.
    The fans cheered when the {w} champion came to the stadium.
    A new record was set in the {w} race.
    The {w} league starts next week with {n} teams.
    {name} bought tickets for the {w} tournament.
    ---
    The {w} match ended and {name} won the cup.
    {n} fans came to the {w} final in {place}.
    The {w} coach wants new players for the team.`,
  ),
  label(
    "food",
    "cooking, eating and drinks; texts about food; meals, recipes and restaurants",
    "soup, bread, cheese, pizza, salad, pasta, cake, rice, pancakes, cookies, stew, pie",
    `The {w} was delicious and fresh.
    {name} cooked {w} for dinner.
    Add salt and pepper to the {w} and stir.
    The restaurant in {place} serves good {w}.
    For the recipe you need {w} and {n} eggs.
    {name} ate too much {w} at lunch.
    Bake the {w} in the oven for {n} minutes.
    The kitchen smells of {w} and butter.
    We had {w} for breakfast.
    The waiter brought {w} and a glass of juice.
    {name} likes {w} with garlic and onions.
    ---
    For lunch {name} cooked fresh {w} in the kitchen.
    The recipe for {w} needs butter and salt.
    We ate delicious {w} at the restaurant.`,
  ),
  label(
    "weather",
    "rain, sun, wind and snow; texts about the weather; forecasts and temperatures",
    "rain, snow, fog, wind, hail, storms, thunder, frost, showers, clouds, sunshine, drizzle",
    `Tomorrow there will be {w} in {place}.
    The forecast says {w} and {n} degrees.
    After the {w} the sky was clear again.
    It is cold outside, with {w} all day.
    The {w} will stop in the evening, then the sun comes out.
    Temperatures fall below zero and {w} is likely.
    {place} had {w} for {n} days.
    Take an umbrella, {w} is coming.
    A warm and dry weekend follows the {w}.
    Heavy {w} is expected in the north.
    ---
    The forecast for {place} is {w} and cold wind.
    It will be warm outside after the {w}.
    The sky is grey and heavy {w} is likely tomorrow.`,
  ),
  label(
    "travel",
    "trips, hotels and flights; texts about travel; holidays and tickets for trains",
    "train, plane, ship, bus, ferry, flight, cruise, tour, trip, journey",
    `The {w} to {place} leaves at {n}.
    {name} booked a hotel and a {w} to {place}.
    Our {w} to the island took {n} hours.
    Passengers of the {w} wait at the gate with their luggage.
    {name} packed a suitcase for the {w}.
    We spent our holiday in {place} and came back by {w}.
    The {w} was late, so the tourists missed the connection.
    Do not forget your passport for the {w} to {place}.
    The guide showed the tourists the old town after the {w}.
    {name} wants a window seat for the {w}.
    ---
    {name} took a {w} to {place} for the holiday.
    The hotel in {place} is near the {w}, the tourists said.
    The luggage and the passport are ready for the {w}.`,
  ),
  label(
    "money",
    "banks, prices and payments; messages about money; bills, loans and savings",
    "loan, bill, salary, account, tax, rent, budget, debt, savings, pension, mortgage",
    `The bank raised the fee for the {w}.
    {name} paid the {w} with {n} dollars.
    The {w} costs {n} euros a month.
    {name} cannot pay the {w} this month.
    How much interest do I pay for the {w}?
    The {w} grew by {n} percent this year.
    {name} invested in shares and used the {w}.
    The price is too high for our {w}.
    I transferred {n} euros for the {w}.
    The bank sent {name} a letter about the {w}.
    ---
    The bank asked {name} to pay the {w}.
    {n} dollars were transferred for the {w}.
    The interest and the price of the {w} are too high.`,
  ),
  label(
    "health",
    "illness, doctors and medicine; texts about health; patients and hospitals",
    "fever, cough, headache, cold, flu, allergy, infection, rash, pain, injury",
    `{name} went to the doctor because of a {w}.
    The nurse gave {name} medicine against the {w}.
    The {w} lasted {n} days.
    Patients with {w} should stay in bed.
    The hospital in {place} treats {w}.
    The pills helped against the {w}.
    {name} feels ill and has a {w}.
    The doctor says that the {w} needs rest.
    A vaccine can protect you from the {w}.
    {name} broke an arm and has {w} too.
    ---
    The doctor in {place} gave {name} pills for the {w}.
    {name} was ill with {w} and stayed in the hospital.
    Rest and medicine helped the patient with the {w}.`,
  ),
  label(
    "music",
    "songs, bands and concerts; texts about music; instruments and singers",
    "guitar, piano, violin, drum, trumpet, flute, cello, harp, organ, saxophone",
    `{name} plays the {w} in a band.
    The song begins with a {w}.
    The concert in {place} had a long {w} solo.
    {name} practises the {w} and sings.
    The orchestra needs a new {w}.
    The album of {name} has {n} songs with {w}.
    The melody was played on a {w}.
    The singer and the {w} were not in tune.
    {name} wrote a tune for {w} and choir.
    ---
    The band played a song with a {w}.
    {name} sings and plays the {w} at the concert.
    The choir and the {w} practise a melody.`,
  ),
  label(
    "school",
    "lessons, teachers and exams; texts about school; pupils and homework",
    "math, history, biology, spelling, geography, reading, chemistry, physics, grammar",
    `The teacher gave us {w} homework.
    {name} passed the {w} exam.
    Pupils in {place} have {n} hours of {w} a week.
    The {w} lesson was boring for the pupils.
    {name} got a good grade in {w}.
    The {w} book is in the classroom.
    Students must study {w} for the test.
    The class wrote a {w} test on Friday.
    {name} is the best student in {w}.
    ---
    The {w} teacher gave the pupils a test.
    {name} did the {w} homework in the classroom.
    The students have an exam in {w}.`,
  ),
  label(
    "animals",
    "pets and wild animals; texts about animals; birds, dogs and other creatures",
    "dog, cat, horse, rabbit, fox, owl, bear, wolf, parrot, goat, duck, hedgehog",
    `The {w} sleeps in its nest.
    {name} feeds the {w} twice a day.
    A wild {w} was seen in the forest near {place}.
    The {w} has {n} babies.
    The zoo got a young {w}.
    The {w} wagged its tail and ran away.
    The vet looked at the paws of the {w}.
    The {w} hunts at night.
    {name} has a {w} as a pet.
    ---
    A young {w} was seen in the zoo.
    {name} feeds the wild {w} in the forest.
    The pet of {name} is a {w} with a long tail.`,
  ),
  label(
    "computers",
    "software, hardware and networks; texts about computers; programs and screens",
    "laptop, server, printer, keyboard, browser, router, program, website, database, monitor",
    `The {w} does not start after the update.
    {name} installed new software on the {w}.
    The {w} needs {n} gigabytes of memory.
    Please restart the {w} and enter your password.
    The {w} was attacked by a virus.
    {name} writes code for the {w}.
    The network of the {w} is slow.
    Plug in the cable of the {w}.
    The files on the {w} were deleted.
    ---
    The software update of the {w} deleted the files.
    {name} entered the password and restarted the {w}.
    The memory of the {w} is too small for the program.`,
  ),
  label(
    "garden",
    "plants, flowers and soil; texts about gardens; seeds and trees",
    "roses, tulips, tomatoes, beans, herbs, daisies, lilies, pumpkins, carrots, shrubs",
    `{name} planted {w} in the garden.
    The {w} need water and sun.
    Put the seeds of the {w} into the soil in spring.
    The {w} bloom for {n} weeks.
    {name} cut the {w} and pulled the weeds.
    The {w} grow well beside the hedge.
    Snails ate the leaves of the {w}.
    The lawn and the {w} are dry.
    ---
    The {w} in the garden bloom in spring.
    {name} put seeds and water on the soil for the {w}.
    The leaves of the {w} grow in the sun.`,
  ),
  label(
    "cars",
    "cars, roads and driving; texts about cars; engines and tyres",
    "engine, brake, tyre, wheel, bumper, gearbox, windscreen, motor, clutch",
    `The {w} of the car makes a noise.
    {name} took the car to the garage because of the {w}.
    The driver changed the {w} on the road.
    The car needs a new {w} and fuel.
    The {w} broke at {n} miles an hour.
    The mechanic in {place} repaired the {w}.
    {name} parked the car with a broken {w}.
    The old van has a loud {w}.
    ---
    The mechanic changed the {w} of the car.
    {name} stopped the car on the road because the {w} broke.
    The garage in {place} has a new {w} for the van.`,
  ),
];

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
