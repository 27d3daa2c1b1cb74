import type { JsonObject, JsonValue } from "@/nodes/core/json";
import type { ChatMessage, ToolSpec } from "@/nodes/core/node-runner";
import { type Example, fill, type Maker, type Phrasings, phrase, type Source } from "./example";
import { jsonLine, several } from "./form";
import {
  animals,
  colours,
  foods,
  jobs,
  objects,
  ownWords,
  phrasingsOf,
  systemLines,
  weekdays,
  withArticle,
} from "./form-words";
import { smallTalkQuestion } from "./limits";
import { code, familyName, firstName, inventedWord, number, placeName } from "./names";

const noTool = "I have no tool for that.";

/** What can be asked of one tool. */
interface Task {
  readonly tool: ToolSpec;
  readonly question: string;
  readonly args: JsonObject;
  /** The tool's result, and the answer that is made from it. */
  readonly result: string;
  readonly answer: string;
}

type Draw = (source: Source) => JsonValue;

interface Kind {
  /** Names and descriptions with `|` between. */
  readonly names: Phrasings;
  readonly params: Readonly<Record<string, Draw>>;
  /** Parameters that are given only where the question names them. */
  readonly optional?: readonly string[];
  readonly questions: Phrasings;
  /** Keys of a JSON result, each with its values; a plain text is written in `said`. */
  readonly result: Readonly<Record<string, Draw>>;
  readonly said: Phrasings;
}

const toolSystems = phrasingsOf(`
  You are a helpful assistant with tools.
  Use your tools when they help.
  You can call tools.
  Use a tool when the question needs one.
  You answer questions. Use your tools when they help.
  You are an agent. Call a tool when you need it.
  Call tools for what you do not know.
  ---
  You are a helpful assistant. Call a tool when it helps.
  You can use tools. Use one when you need it.
`);

function maybeToolSystem(source: Source): ChatMessage[] {
  if (!source.random.chance(0.4)) return [];
  return [{ role: "system", content: phrase(source, source.random.chance(0.6) ? toolSystems : systemLines) }];
}

const thing: Draw = (source) => source.random.pick(ownWords(source, objects));
const food: Draw = (source) => source.random.pick(ownWords(source, foods));
const day: Draw = ({ random }) => random.pick(weekdays);
const amount: Draw = ({ random }) => random.int(2, 400);
const words: Draw = (source) =>
  source.random.pick([
    () => `${thing(source)} ${thing(source)}`,
    () => `${inventedWord(source)} ${thing(source)}`,
    () => `${source.random.pick(colours)} ${thing(source)}`,
    () => inventedWord(source),
    () => `${placeName(source)} ${food(source)}`,
  ])();
const message: Draw = (source) =>
  source.random.pick([
    () => `the ${thing(source)} is ready`,
    () => `bring ${food(source)} on ${day(source)}`,
    () => `call ${firstName(source)}`,
    () => `meet me in ${placeName(source)}`,
    () => `the ${thing(source)} is ${source.random.pick(colours)}`,
  ])();
const path: Draw = (source) => {
  const folder = source.random.chance(0.5)
    ? `${source.random.pick(["docs", "notes", "data", "src", inventedWord(source)])}/`
    : "";
  return `${folder}${inventedWord(source)}.${source.random.pick(["txt", "md", "json", "csv", "log"])}`;
};
const url: Draw = (source) =>
  `https://${inventedWord(source)}.${source.random.pick(["com", "org", "net"])}${source.random.chance(0.5) ? `/${inventedWord(source)}` : ""}`;
const sum: Draw = ({ random }) => `${random.int(2, 999)} ${random.pick(["+", "-", "*", "/"])} ${random.int(2, 99)}`;
const unit: Draw = ({ random }) =>
  random.pick("meters feet miles inches yards kilometers centimeters millimeters".split(" "));
const fullName: Draw = (source) => `${firstName(source)} ${familyName(source)}`;

const kinds: readonly Kind[] = [
  {
    names: phrasingsOf(`
      get_weather|Tells the weather in a city.
      weather|The weather of a city.
      current_weather|Gives the weather now.
      weather-today|Tells how the weather is.
      ---
      weather_in_city|Tells the weather.
      city_weather|The weather now in a city.
    `),
    params: { city: placeName, days: ({ random }) => random.int(2, 9) },
    optional: ["days"],
    questions: phrasingsOf(`
      What is the weather in {city}?
      How is the weather in {city}?
      weather {city}
      Tell me the weather in {city}.
      I travel to {city}. How is the weather there?
      What is the weather in {city} for {days} days?
      Give me the weather of {city} for the next {days} days.
      Weather in {city}, please.
      ---
      I am in {city}. What is the weather?
      Please tell me the weather of {city}.
      How is the weather in {city} for the next {days} days?
    `),
    result: { weather: ({ random }) => random.pick(["rain", "snow", "sun", "fog", "wind", "storm"]) },
    said: phrasingsOf(`
      It is {weather} in {city}.
      {city} has {weather} today.
      ---
      The weather in {city} is {weather}.
    `),
  },
  {
    names: phrasingsOf(`
      search_docs|Searches the documents.
      search|Searches for words.
      find_docs|Finds documents about something.
      search-notes|Searches the notes.
      ---
      doc_search|Searches documents for words.
      search_files|Searches the files.
    `),
    params: { query: words },
    questions: phrasingsOf(`
      Search for {query}.
      Search the documents for {query}.
      Find documents about {query}.
      Look for {query} in the notes.
      search {query}
      What do the documents say about {query}?
      I need all notes about {query}.
      ---
      Please search for {query}.
      Find the notes about {query}.
      Look for documents about {query}.
    `),
    result: { title: (source) => `${inventedWord(source)} ${thing(source)}` },
    said: phrasingsOf(`
      The document {title} names it.
      It stands in {title}.
      ---
      It stands in the document {title}.
    `),
  },
  {
    names: phrasingsOf(`
      read_file|Reads a file.
      open_file|Opens a file and gives its text.
      file-reader|Gives the text of a file.
      ---
      get_file|Reads the text of a file.
      file_text|Gives a file.
    `),
    params: { path },
    questions: phrasingsOf(`
      Read {path}.
      Read the file {path}.
      What is in {path}?
      Open {path}.
      What does the file {path} say?
      Show me {path}.
      I want to see the file {path}.
      ---
      Please read the file {path}.
      What is in the file {path}?
      Open the file {path} for me.
    `),
    result: { text: message },
    said: phrasingsOf(`
      {text}
      ---
      {text}
    `),
  },
  {
    names: phrasingsOf(`
      calculate|Calculates.
      calculator|Calculates an expression.
      math|Does sums.
      compute|Computes an expression.
      ---
      calc|Calculates sums.
      do_math|Computes the result of an expression.
    `),
    params: { expression: sum },
    questions: phrasingsOf(`
      Calculate {expression}.
      What is {expression}?
      {expression} = ?
      Compute {expression}.
      How much is {expression}?
      I need the result of {expression}.
      ---
      Please calculate {expression}.
      Tell me the result of {expression}.
      How much is {expression}, please?
    `),
    result: { result: (source) => number(source, 9_999) },
    said: phrasingsOf(`
      {result}
      The result is {result}.
      ---
      The result is {result}.
    `),
  },
  {
    names: phrasingsOf(`
      lookup_order|Looks up an order.
      get_order|Gives an order by its code.
      order_status|Tells the status of an order.
      find-order|Finds an order.
      ---
      order_lookup|Looks up the status of an order.
      check_order|Gives the status of an order.
    `),
    params: { order_id: code },
    questions: phrasingsOf(`
      Where is order {order_id}?
      What is the status of order {order_id}?
      Look up order {order_id}.
      Has my order {order_id} been sent?
      My order is {order_id}. What is its status?
      order {order_id} status
      ---
      Please look up the status of order {order_id}.
      Has order {order_id} been paid?
      My order {order_id}, where is it?
    `),
    result: { status: ({ random }) => random.pick(["sent", "paid", "lost", "open", "closed", "waiting"]) },
    said: phrasingsOf(`
      The order {order_id} is {status}.
      Order {order_id}: {status}
      ---
      The status of {order_id} is {status}.
    `),
  },
  {
    names: phrasingsOf(`
      convert|Converts a value from one unit to another.
      unit_converter|Converts units.
      convert-units|Turns one unit into another.
      ---
      units|Converts one unit to another.
      convert_value|Converts units.
    `),
    params: { value: amount, from: unit, to: unit },
    questions: phrasingsOf(`
      Convert {value} {from} to {to}.
      How many {to} are {value} {from}?
      What are {value} {from} in {to}?
      Turn {value} {from} into {to}.
      {value} {from} in {to}
      ---
      Please convert {value} {from} into {to}.
      I have {value} {from}. How many {to} are that?
      How much is {value} {from} in {to}?
    `),
    result: { result: (source) => number(source, 9_999) },
    said: phrasingsOf(`
      {value} {from} are {result} {to}.
      ---
      {value} {from} is {result} {to}.
    `),
  },
  {
    names: phrasingsOf(`
      send_note|Sends a note to somebody.
      send_message|Sends a message to a person.
      notify|Sends somebody a message.
      write-to|Writes to a person.
      ---
      message_person|Sends a note to a person.
      note_sender|Sends notes.
    `),
    params: { to: firstName, text: message },
    questions: phrasingsOf(`
      Send {to} a note: {text}
      Tell {to}: {text}
      Write to {to}: {text}
      Send a message to {to}: {text}
      Send "{text}" to {to}.
      Message for {to}: {text}
      ---
      Please send {to} this message: {text}
      Send the note "{text}" to {to}.
      Write this to {to}: {text}
    `),
    result: { status: ({ random }) => random.pick(["sent", "waiting", "read"]) },
    said: phrasingsOf(`
      The note to {to} was sent.
      Sent to {to}.
      ---
      The message to {to} was sent.
    `),
  },
  {
    names: phrasingsOf(`
      current_time|Tells the time.
      get_time|The time now.
      clock|Gives the time.
      now|What time it is.
      ---
      time_now|Tells the time now.
      what_time|Gives the time.
    `),
    params: {},
    questions: phrasingsOf(`
      What time is it?
      Tell me the time.
      What is the time?
      time?
      I need the time.
      How late is it?
      ---
      Please tell me the time.
      What time is it now?
    `),
    result: { time: ({ random }) => `${random.int(10, 23)}:${random.int(10, 59)}` },
    said: phrasingsOf(`
      It is {time}.
      {time}
      ---
      The time is {time}.
    `),
  },
  {
    names: phrasingsOf(`
      heddle_http_get|Gets a web page.
      fetch_page|Fetches the text of a web page.
      http_get|Gets an address of the web.
      get-url|Reads a web address.
      ---
      web_page|Gets the text of a web page.
      page_reader|Reads a web page.
    `),
    params: { url },
    questions: phrasingsOf(`
      Get {url}.
      Fetch {url}.
      What is on the page {url}?
      Open the page {url}.
      Read {url}.
      What does {url} say?
      ---
      Please get the page {url}.
      Read the web page {url}.
      What is on {url}?
    `),
    result: { title: words },
    said: phrasingsOf(`
      The page is about {title}.
      {title}
      ---
      The page has the title {title}.
    `),
  },
  {
    names: phrasingsOf(`
      wikipedia|Looks up the summary of one Wikipedia article by its English title.
      encyclopedia|Looks up an article by its title.
      lookup_article|Gives an article.
      ---
      get_article|Looks up one article.
      article|Gives an article by its title.
    `),
    params: { title: words },
    questions: phrasingsOf(`
      Look up {title}.
      What is {title}?
      Find the article about {title}.
      Look up the article {title}.
      I want to know what {title} is.
      ---
      Please look up the article about {title}.
      Give me the article {title}.
    `),
    result: { text: (source) => `${withArticle(String(thing(source)))} from ${placeName(source)}` },
    said: phrasingsOf(`
      {title} is {text}.
      It is {text}.
      ---
      This is {text}.
    `),
  },
  {
    names: phrasingsOf(`
      check_stock|Tells how many pieces of a product are in stock.
      stock|How many pieces there are.
      inventory|Counts the pieces of a product.
      ---
      stock_of|Tells the stock of a product.
      count_pieces|How many pieces of a product there are.
    `),
    params: { product: thing },
    questions: phrasingsOf(`
      How many pieces of the {product} are in stock?
      Is the {product} in stock?
      Check the stock of the {product}.
      Do we have the {product} in stock?
      stock of {product}
      ---
      Please check if the {product} is in stock.
      What is the stock of the {product}?
    `),
    result: { stock: amount },
    said: phrasingsOf(`
      There are {stock} pieces.
      We have {stock} of the {product}.
      ---
      There are {stock} of the {product}.
    `),
  },
  {
    names: phrasingsOf(`
      book_room|Books a room for a day.
      reserve_room|Reserves a room.
      room_booking|Books rooms.
      ---
      room|Books a room.
      book-a-room|Reserves a room for a day.
    `),
    params: { room: code, day },
    questions: phrasingsOf(`
      Book room {room} for {day}.
      Reserve room {room} on {day}.
      I need room {room} on {day}.
      On {day} I want room {room}.
      Can you book {room} for {day}?
      ---
      Please reserve {room} for {day}.
      Book room {room}. I need it on {day}.
    `),
    result: { booking: code },
    said: phrasingsOf(`
      The room {room} is booked for {day}.
      Booked as {booking}.
      ---
      The booking of {room} is {booking}.
    `),
  },
  {
    names: phrasingsOf(`
      add_item|Adds an item to a list.
      add_to_list|Puts something on a list.
      list-add|Adds to a list.
      ---
      put_on_list|Puts an item on a list.
      new_item|Adds an item to a list.
    `),
    params: { item: food, list: inventedWord },
    questions: phrasingsOf(`
      Add {item} to the list {list}.
      Put {item} on the list {list}.
      Add {item} to {list}.
      Put {item} on my {list} list.
      I need {item} on the list {list}.
      ---
      Please add {item} to my list {list}.
      The list {list} needs {item}. Add it.
    `),
    result: { items: ({ random }) => random.int(2, 30) },
    said: phrasingsOf(`
      {item} was added to {list}.
      Added {item}.
      ---
      {item} is on the list {list}.
    `),
  },
  {
    names: phrasingsOf(`
      find_user|Finds a person by name.
      get_contact|Gives the phone number of a person.
      phone_book|Finds phone numbers.
      ---
      find_phone|Finds the phone number of a person.
      contact|Gives the number of a person.
    `),
    params: { name: fullName },
    questions: phrasingsOf(`
      What is the phone number of {name}?
      Find the phone number of {name}.
      I want to call {name}. What is the number?
      Look up the number of {name}.
      phone {name}
      ---
      Please find the number of {name}.
      Give me the phone number of {name}.
    `),
    result: { phone: ({ random }) => `${random.int(100, 999)}-${random.int(1000, 9999)}` },
    said: phrasingsOf(`
      The number of {name} is {phone}.
      {phone}
      ---
      {name} has the number {phone}.
    `),
  },
  {
    names: phrasingsOf(`
      start_timer|Starts a timer.
      timer|Sets a timer in minutes.
      set_timer|Starts a timer of some minutes.
      ---
      new_timer|Starts a new timer.
      minutes_timer|Sets a timer.
    `),
    params: { minutes: amount },
    questions: phrasingsOf(`
      Start a timer for {minutes} minutes.
      Set a timer of {minutes} minutes.
      Timer, {minutes} minutes.
      Tell me when {minutes} minutes are over.
      ---
      Please set a timer for {minutes} minutes.
      I need a timer of {minutes} minutes.
    `),
    result: { timer: code },
    said: phrasingsOf(`
      The timer is set for {minutes} minutes.
      ---
      The timer of {minutes} minutes is set.
    `),
  },
  {
    names: phrasingsOf(`
      get_distance|Tells how far two towns are apart.
      distance|The distance of two towns.
      route|Finds the way between two towns.
      ---
      how_far|Tells the distance of two towns.
      town_distance|How far it is.
    `),
    params: { start: placeName, end: placeName },
    questions: phrasingsOf(`
      How far is it from {start} to {end}?
      What is the distance from {start} to {end}?
      How many miles are between {start} and {end}?
      I go from {start} to {end}. How far is that?
      ---
      Tell me how far it is from {start} to {end}.
      What is the distance between {start} and {end}?
    `),
    result: { distance: amount },
    said: phrasingsOf(`
      It is {distance} miles.
      From {start} to {end} it is {distance} miles.
      ---
      {start} and {end} are {distance} miles apart.
    `),
  },
];

function schemaOf(example: JsonValue): JsonObject {
  return { type: typeof example === "number" ? "integer" : "string" };
}

function spec(name: string, description: string, params: JsonObject, optional: readonly string[] = []): ToolSpec {
  return {
    name,
    description,
    parameters: {
      type: "object",
      properties: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, schemaOf(value)])),
      required: Object.keys(params).filter((key) => !optional.includes(key)),
      additionalProperties: false,
    },
  };
}

type Texts = Record<string, string | number>;

function drawAll(source: Source, draws: Readonly<Record<string, Draw>>): Texts {
  const names = Object.keys(draws);
  for (;;) {
    const drawn = Object.fromEntries(names.map((name) => [name, draws[name]?.(source) as string | number]));
    if (new Set(Object.values(drawn)).size === names.length) return drawn;
  }
}

/** Short plain results are the answer; of JSON the asked key is said in a sentence. */
function resultOf(
  source: Source,
  key: string,
  value: string | number,
  said: string,
): { result: string; answer: string } {
  const { random } = source;
  const sentence = `The ${key} is ${value}.`;
  const other = inventedWord(source);
  return random.pick([
    () => ({ result: said, answer: said }),
    () => ({ result: said, answer: said }),
    () => ({ result: jsonLine({ [key]: value }), answer: sentence }),
    () => ({ result: jsonLine({ [key]: value }), answer: sentence }),
    () => ({ result: JSON.stringify({ [key]: value }), answer: sentence }),
    () => ({ result: String(value), answer: String(value) }),
    () => ({ result: jsonLine({ ok: true, [key]: value }), answer: sentence }),
    () => ({ result: jsonLine({ [key]: value, ok: true, id: other }), answer: sentence }),
  ])();
}

function knownTask(source: Source, kind: Kind): Task {
  const [name = "", description = ""] = phrase(source, kind.names).split("|");
  const args = drawAll(source, kind.params);
  const template = phrase(source, kind.questions);
  const given = Object.fromEntries(Object.entries(args).filter(([key]) => template.includes(`{${key}}`)));
  const results = drawAll(source, kind.result);
  const [[key, value] = ["result", ""]] = Object.entries(results);
  const said = fill(phrase(source, kind.said), { ...args, ...results });
  return {
    tool: spec(name, description, args, kind.optional),
    question: fill(template, args),
    args: given,
    ...resultOf(source, key, value, said),
  };
}

const relations =
  "price colour age weight owner code size name address height length value author title score rank level speed depth width mood task boss team room floor key shape origin date phase state class grade rate limit count".split(
    " ",
  );

const carriers: readonly { readonly param: string; readonly draw: Draw; readonly what: string }[] = [
  { param: "city", draw: placeName, what: "a city" },
  { param: "town", draw: placeName, what: "a town" },
  { param: "name", draw: firstName, what: "a person" },
  { param: "person", draw: fullName, what: "a person" },
  { param: "item", draw: thing, what: "a thing" },
  { param: "product", draw: thing, what: "a product" },
  { param: "animal", draw: (source) => source.random.pick(ownWords(source, animals)), what: "an animal" },
  { param: "job", draw: (source) => source.random.pick(ownWords(source, jobs)), what: "a job" },
  { param: "food", draw: food, what: "a food" },
  { param: "id", draw: code, what: "an entry" },
  { param: "code", draw: code, what: "a code" },
  { param: "word", draw: inventedWord, what: "a word" },
  { param: "file", draw: path, what: "a file" },
  { param: "query", draw: words, what: "something" },
];

const relationDescriptions = phrasingsOf(`
  Gives the {rel} of {what}.
  Tells the {rel} of {what}.
  The {rel} of {what}.
  Looks up the {rel} of {what}.
  Finds the {rel} of {what}.
  Returns the {rel}.
  Knows the {rel} of {what}.
  Use it for the {rel} of {what}.
  ---
  Looks up the {rel}.
  Use it to find the {rel} of {what}.
  Gives you the {rel} of {what}.
`);

const relationQuestions = phrasingsOf(`
  What is the {rel} of {v}?
  Tell me the {rel} of {v}.
  Give me the {rel} of {v}.
  I need the {rel} of {v}.
  Find the {rel} of {v}.
  Look up the {rel} of {v}.
  {rel} of {v}
  Which {rel} has {v}?
  What {rel} does {v} have?
  Can you find the {rel} of {v}?
  I want to know the {rel} of {v}.
  Here is {v}. What is the {rel}?
  Do you know the {rel} of {v}?
  {v}: what is the {rel}?
  ---
  Please tell me the {rel} of {v}.
  Can you tell me the {rel} of {v}?
  Which {rel} does {v} have?
  I want the {rel} of {v}.
`);

function relationName(source: Source, rel: string): string {
  const word = rel.replace(/ /g, "_");
  const odd = inventedWord(source);
  return source.random.pick([
    `get_${word}`,
    `${word}_of`,
    `find_${word}`,
    `lookup_${word}`,
    `${word}-finder`,
    word,
    odd,
    odd,
    `${odd}_${inventedWord(source)}`,
    `${odd}-${word}`,
  ]);
}

/** A tool that knows one thing of another; the name may be invented, the description tells what it is for. */
function relationTask(source: Source, rel: string): Task {
  const { random } = source;
  const { param, draw, what } = random.pick(carriers);
  const key = random.chance(0.2) ? inventedWord(source) : param;
  const v = draw(source) as string;
  const value = random.pick<Draw>([amount, firstName, placeName, code, inventedWord, thing])(source) as string | number;
  const description = fill(phrase(source, relationDescriptions), { rel, what });
  return {
    tool: spec(relationName(source, rel), description, { [key]: v }),
    question: fill(phrase(source, relationQuestions), { rel, v }),
    args: { [key]: v },
    ...resultOf(source, rel, value, `The ${rel} of ${v} is ${value}.`),
  };
}

function relationWords(source: Source, count: number): string[] {
  return several(count, () => (source.random.chance(0.6) ? source.random.pick(relations) : inventedWord(source)));
}

/** What one of these finds the other might find as well. */
function isSearch({ args }: Task): boolean {
  return "query" in args || "title" in args;
}

/** Tools that differ in what they are for, and tasks for them. */
function tasks(source: Source, count: number): Task[] {
  const { random } = source;
  const knownCount = random.int(0, count);
  const known = random.sample(kinds, knownCount).map((kind) => knownTask(source, kind));
  const invented = relationWords(source, count - knownCount).map((rel) => relationTask(source, rel));
  const all = random.shuffle([...known, ...invented]);
  const isClear = new Set(all.map(({ tool }) => tool.name)).size === count && all.filter(isSearch).length < 2;
  return isClear ? all : tasks(source, count);
}

function called({ tool, args }: Task, id = "call_1"): ChatMessage {
  return { role: "assistant", content: "", toolCalls: [{ id, name: tool.name, arguments: jsonLine(args) }] };
}

function withTools(kind: string, level: Example["level"], all: readonly Task[], messages: ChatMessage[]): Example {
  return { family: "tools", kind, level, messages, tools: all.map(({ tool }) => tool) };
}

function toolCount({ random }: Source, level: Example["level"]): number {
  return level < 2 ? random.pick([1, 1, 2]) : random.pick([2, 2, 3, 3, 4]);
}

function asked(task: Task): ChatMessage {
  return { role: "user", content: task.question };
}

function choose(level: Example["level"]): Maker {
  return (source) => {
    const all = tasks(source, toolCount(source, level));
    const task = source.random.pick(all);
    return withTools("call", level, all, [...maybeToolSystem(source), asked(task), called(task)]);
  };
}

const failures = phrasingsOf(`
  The tool failed: it took too long.
  The tool failed: the server does not answer.
  The tool failed: no entry was found.
  The tool failed: access denied.
  The tool failed: status 500.
  The tool failed: status 404.
  ---
  The tool failed: the server took too long.
  The tool failed: status 403.
`);

/** The whole round: only the call and the answer are learned, the result is given. */
function round(level: Example["level"], kind: "use-result" | "failed"): Maker {
  return (source) => {
    const all = tasks(source, toolCount(source, level));
    const task = source.random.pick(all);
    const [content, answer] =
      kind === "failed" ? [phrase(source, failures), "The tool failed, so I do not know."] : [task.result, task.answer];
    return withTools(kind, level, all, [
      ...maybeToolSystem(source),
      asked(task),
      called(task),
      { role: "tool", toolCallId: "call_1", content },
      { role: "assistant", content: answer },
    ]);
  };
}

/** Two rounds, one after the other: the second asks another tool, or none. */
const twoRounds: Maker = (source) => {
  const all = tasks(source, source.random.int(2, 4));
  const [first, second] = source.random.sample(all, 2) as [Task, Task];
  return withTools("call-again", 3, all, [
    ...maybeToolSystem(source),
    asked(first),
    called(first),
    { role: "tool", toolCallId: "call_1", content: first.result },
    { role: "assistant", content: first.answer },
    asked(second),
    called(second, "call_2"),
  ]);
};

const directives = phrasingsOf(`
  Call {tool} with {args}.
  Use the tool {tool} with {args}.
  Use {tool}: {args}
  Run {tool} with {args}.
  Please call {tool} with {args}.
  {tool} with {args}
  Call the tool {tool}. {args}
  ---
  Please use {tool} with {args}.
  Run the tool {tool} with {args}.
  Use the tool {tool}: {args}
`);

const named: Maker = (source) => {
  const { random } = source;
  const all = tasks(source, random.pick([1, 1, 2, 3]));
  const task = random.pick(all);
  const pair = random.pick(["{k} {v}", "{k} = {v}", "{k}: {v}", '{k} "{v}"']);
  const entries = Object.entries(task.args);
  if (entries.length === 0 || (pair.includes('"') && entries.some(([, value]) => typeof value === "number")))
    return named(source);
  const args = entries.map(([k, v]) => fill(pair, { k, v: String(v) })).join(" and ");
  const question = fill(phrase(source, directives), { tool: task.tool.name, args });
  return withTools("call-named", 0, all, [
    ...maybeToolSystem(source),
    { role: "user", content: question },
    called(task),
  ]);
};

const without = phrasingsOf(`
  Say {w}.|{w}
  Repeat the word {w}.|{w}
  Answer with the word {w}.|{w}
  Repeat: {w}|{w}
  The {thing} belongs to {name}. Who owns the {thing}?|{name}
  Context: {name} lives in {place}.\\nQuestion: Where does {name} live?|{place}
  {name} has a {color} {thing}. What colour is the {thing}?|{color}
  My name is {name}. What is my name?|{name}
  I live in {place}. Where do I live?|{place}
  Text: The {thing} is {color}.\\n\\nWhat colour is the {thing}?|{color}
  Write {w} in brackets like [this].|[{w}]
  Write only the word {thing}.|{thing}
  I am called {name}. What am I called?|{name}
  Use no tool. Say {w}.|{w}
  ---
  Say the word {w}.|{w}
  My name is {name} and I live in {place}. Where do I live?|{place}
  Text: {name} owns the {thing}.\\nQuestion: Who owns the {thing}?|{name}
`);

const noneNeeded: Maker = (source) => {
  const { random } = source;
  const all = tasks(source, random.int(1, 3));
  const values = {
    w: inventedWord(source),
    thing: random.pick(ownWords(source, objects)),
    name: firstName(source),
    place: placeName(source),
    color: random.pick(colours),
  };
  const [given = "", wanted = ""] = phrase(source, without).split("|");
  const plain = { question: fill(given, values), answer: fill(wanted, values) };
  const { question, answer } = random.chance(0.35) ? smallTalkQuestion(source) : plain;
  return withTools("none-needed", 1, all, [
    ...maybeToolSystem(source),
    { role: "user", content: question },
    { role: "assistant", content: answer },
  ]);
};

/** What is asked belongs to a tool that is not offered. */
const noneFits: Maker = (source) => {
  const all = tasks(source, source.random.int(2, 4));
  const missing = source.random.pick(all);
  const offered = all.filter((one) => one !== missing);
  return withTools("none-fits", 2, offered, [
    ...maybeToolSystem(source),
    asked(missing),
    { role: "assistant", content: noTool },
  ]);
};

/** Calls tools that are offered, uses their results, and answers without one where none is needed. */
export const toolMakers: readonly { readonly weight: number; readonly make: Maker }[] = [
  { weight: 6, make: named },
  { weight: 8, make: choose(1) },
  { weight: 10, make: choose(2) },
  { weight: 8, make: round(1, "use-result") },
  { weight: 7, make: round(2, "use-result") },
  { weight: 1, make: round(2, "failed") },
  { weight: 4, make: twoRounds },
  { weight: 6, make: noneNeeded },
  { weight: 4, make: noneFits },
];
