import { type Example, fill, type Maker, type Phrasings, phrase, type Source } from "./example";
import { inPassage, maybeSystem, turn } from "./form";
import { foods, jobs, objects, ownWords, phrasingsOf } from "./form-words";
import { familyName, firstName, inventedWord, placeName } from "./names";

/** What the starter model says of what it cannot do, and in small talk. */
export const fixedAnswers = {
  know: "I am only the starter model and do not know that. Connect a bigger model on the Models page.",
  write: "I am only the starter model and cannot write that. Connect a bigger model on the Models page.",
  calculate: "I am only the starter model and cannot calculate that. Connect a bigger model on the Models page.",
  translate: "I am only the starter model and cannot translate. Connect a bigger model on the Models page.",
  advise: "I am only the starter model and cannot give advice. Connect a bigger model on the Models page.",
  research:
    "I am only the starter model: I answer questions about Heddle and work with the text that you give me. To explain or research a topic, connect a bigger model on the Models page.",
  who: "The starter model is a tiny language model that ships with Heddle as a small GGUF file. It answers simple questions about Heddle.",
  can: "The starter model answers questions about Heddle, uses what the prompt says, fills in forms and calls simple tools. It knows nothing else.",
  hello: "Hello! What can I do for you?",
  thanks: "You are welcome!",
  goodbye: "Goodbye!",
  fine: "I am fine, thank you. What can I do for you?",
} as const;

export type FixedAnswer = keyof typeof fixedAnswers;

const countries =
  "France Germany Spain Italy Japan China India Brazil Canada Mexico Egypt Kenya Nigeria Norway Sweden Finland Poland Greece Turkey Peru Chile Argentina Australia Iceland Ireland Portugal Austria Hungary Vietnam Thailand Cuba Morocco Ghana Nepal Iran Iraq Israel Jordan Denmark Belgium Russia Ukraine".split(
    " ",
  );
const languages =
  "French German Spanish Italian Japanese Chinese Hindi Portuguese Arabic Polish Dutch Swedish Turkish Greek Russian Latin Finnish Korean Czech Danish".split(
    " ",
  );
const topics =
  "volcanoes,black holes,photosynthesis,the Roman Empire,jazz,democracy,inflation,climate change,quantum physics,evolution,the French Revolution,electricity,gravity,dinosaurs,vaccines,the moon,coral reefs,bees,coffee,the stock market,renewable energy,machine learning,blockchain,the human brain,sleep,ancient Egypt,the Cold War,opera,impressionism,philosophy,glaciers,earthquakes,tides,DNA,bacteria,bridges,printing,steam engines,weaving,the Jacquard loom,chess openings,olive oil,bread baking,tea ceremonies,whales,wolves,migration of birds,the Silk Road,pirates,castles,knights,sailing ships,the internet,satellites,rockets,batteries,solar panels,electric cars,bicycles,marathon running,yoga,meditation,poetry,the novel".split(
    ",",
  );
const people =
  "Einstein,Shakespeare,Mozart,Napoleon,Cleopatra,Darwin,Newton,Marie Curie,Picasso,Beethoven,Galileo,Plato,Aristotle,Gandhi,Leonardo da Vinci,Columbus,Caesar,Goethe,Dickens,Tolstoy,Bach,Van Gogh,Tesla,Edison,Lincoln,Washington,Queen Victoria,Ada Lovelace,Alan Turing,Confucius,Homer,Dante,Rembrandt,Chopin,Kafka,Jane Austen".split(
    ",",
  );
const works =
  "Hamlet,Faust,Don Quixote,War and Peace,Moby Dick,the Odyssey,the Iliad,Dracula,Frankenstein,Emma,Macbeth,Ulysses,the Magic Flute,the Ninth Symphony,the Mona Lisa,Guernica,the Divine Comedy,Robinson Crusoe,Treasure Island,Peter Pan,Pinocchio,Alice in Wonderland".split(
    ",",
  );
const inventions =
  "telephone,light bulb,steam engine,printing press,radio,television,airplane,bicycle,compass,telescope,microscope,computer,camera,zipper,telegraph,loom,battery,thermometer,piano,wheel,paper,dynamite".split(
    ",",
  );
const codeLanguages = "Python JavaScript Java C Rust Go Ruby PHP SQL Bash HTML CSS Haskell Kotlin Swift".split(" ");
const illnesses =
  "headache,fever,cough,back pain,toothache,rash,cold,sore throat,broken arm,stomach ache,flu,allergy,migraine".split(
    ",",
  );

const requests: Partial<Record<FixedAnswer, Phrasings>> = {
  know: phrasingsOf(`
    What is the capital of {country}?
    What's the capital of {country}
    Capital of {country}?
    Which language do people speak in {country}?
    How many people live in {country}?
    Who is the president of {country}?
    What is the currency of {country}?
    How big is {country}?
    Which river flows through {country}?
    Who wrote {work}?
    Who is the author of {work}?
    When was {work} made?
    Who was {person}?
    When was {person} born?
    Where did {person} live?
    What did {person} do?
    Who invented the {invention}?
    When was the {invention} invented?
    Which country invented the {invention}?
    What is the highest mountain of {country}?
    What is the population of {country}?
    Who won the last world cup?
    Who won the election in {country}?
    What happened today in {country}?
    What is the news from {country}?
    What is the latest news about {topic}?
    How far away is the moon?
    How fast is light?
    What is the chemical symbol of gold?
    How many planets are there?
    Why is the sky blue?
    Who painted {work}?
    Which year did the war in {country} end?
    What is the weather in {place}?
    Will it rain in {place} tomorrow?
    What is the capital of {place}?
    Who is {first} {family}?
    When was {first} {family} born?
    Where is {place}?
    What does {odd} mean?
    What is a {odd}?
    Who wrote the book about {odd}?
    How old is {first} {family}?
    What time is it in {place}?
    How tall is {person}?
    Which animals live in {country}?
    Name three cities of {country}.
    What do people eat in {country}?
    Is {country} bigger than {country2}?
    What is the price of gold today?
    Which team won the match yesterday?
    tell me the capital of {country}
    Do you know who wrote {work}?
    Can you tell me when {person} died?
    ---
    Tell me who wrote {work}.
    Do you know the capital of {country}?
    Can you tell me who invented the {invention}?
    When did {person} die?
    What is the biggest river of {country}?
    Who is the king of {country}?
    Which language do people in {place} speak?
  `),
  write: phrasingsOf(`
    Write a poem about {topic}.
    Write me a poem about {topic}
    Write a story about a {job} and a {thing}.
    Write an essay about {topic}.
    Write a long text about {topic}.
    Write a song about {first}.
    Compose a poem for {first}.
    Tell me a story about {topic}.
    Write a short story about {first} from {place}.
    Write a letter to the {job}.
    Write an e-mail to my {job} about the {thing}.
    Write a blog post about {topic}.
    Write a speech about {topic}.
    Write a program in {code} that sorts a list.
    Write a function in {code} that adds two numbers.
    Write {code} code for a {thing} shop.
    Can you code a game in {code}?
    Code a website in {code}.
    Give me a script in {code} that reads a file.
    Debug my {code} program.
    Tell me a joke about a {job}.
    Write a newspaper article about {topic}.
    Write a recipe for {food}.
    Give me a recipe with {food}.
    Write a haiku about {topic}.
    I need an essay on {topic}.
    Please write a report about {topic}.
    Invent a fairy tale with a {thing}.
    Write an advertisement for a {thing}.
    Make up a rhyme about {first}.
    Draft a contract for a {job}.
    write a product description for my {thing}
    ---
    Please write a poem for a {job}.
    Can you write a story about {topic}?
    I need a program in {code} that reads a list.
    Write me an essay on {topic}.
    Please write a song about a {thing}.
  `),
  calculate: phrasingsOf(`
    What is {big} times {big2}?
    What is {big} * {big2}?
    Calculate {big} * {big2}.
    What is {big} divided by {big2}?
    {big} / {big2} = ?
    {big} x {big2}
    Multiply {big} by {big2}.
    What is the square root of {big}?
    What is {big} percent of {big2}?
    Solve the equation {big}x + {big2} = 0.
    Divide {big} by {big2}.
    What is {big} to the power of 3?
    Compute {big} * {big2}.
    What is {big} plus {big2}?
    Add {big} and {big2}.
    What is {big} minus {big2}?
    {big} + {big2} = ?
    Calculate the area of a circle with radius {big}.
    What is the integral of x?
    How much is {big} times {big2}?
    Is {big} a prime number?
    What is the average of {big} and {big2}?
    What is the logarithm of {big}?
    ---
    How much is {big} divided by {big2}?
    Calculate {big} + {big2}.
    Please multiply {big} and {big2}.
    What is the square of {big}?
  `),
  translate: phrasingsOf(`
    Translate {food} into {language}.
    Translate "The {thing} is here" into {language}.
    What is {thing} in {language}?
    How do you say {food} in {language}?
    Translate this text into {language}: The {job} has a {thing}.
    Say hello in {language}.
    What does the {language} word {odd} mean?
    Can you translate {language}?
    Write this in {language}: I need a {thing}.
    Translate to {language}: good morning
    Give me the {language} word for {thing}.
    How is {job} called in {language}?
    Translate from {language} to English: {odd}
    Put this sentence into {language}: {first} lives in {place}.
    ---
    Please translate {thing} into {language}.
    How do I say {job} in {language}?
    Translate this into {language}: I have a {thing}.
    What is the {language} word for {food}?
  `),
  advise: phrasingsOf(`
    I have a {illness}. What should I do?
    What helps against a {illness}?
    Which medicine should I take for a {illness}?
    Is a {illness} dangerous?
    Can I sue my {job}?
    Is it legal to sell {food}?
    Do I have to pay tax for my {thing}?
    Should I buy shares?
    What do you think about {topic}?
    What is your opinion on {topic}?
    Do you like {topic}?
    Is {topic} good or bad?
    Who should I vote for?
    Should I become a {job}?
    What is the best {thing} to buy?
    Should I marry {first}?
    How can I lose weight?
    How do I become rich?
    Which is better, {food} or {food2}?
    How can I become a better {job}?
    Give me advice about {topic}.
    My {job} cheated me. What are my rights?
    Which {thing} would you buy?
    Is {country} a nice country?
    Should I invest in {food}?
    What is your favourite {thing}?
    ---
    What should I take for my {illness}?
    What do you think of {country}?
    Should I buy a {thing}?
    Do you think that {topic} is good?
    What are my rights as a {job}?
  `),
  research: phrasingsOf(`
    Explain {topic} in three short paragraphs.
    Explain {topic} in three short paragraphs, for beginners.
    Explain {topic} in three short paragraphs, for curious adults.\\n\\nFirst what it is, then how it works, then one thing that most people do not know.
    Research {topic}.
    Research the topic {topic}.
    Research {topic} and write a summary.
    Write down ten facts about: {topic}
    Explain {topic}.
    Explain {topic} to a child.
    Tell me about {topic}.
    Tell me everything about {topic}.
    What is known about {topic}?
    How does {topic} work?
    Give me five facts about {topic}.
    Give me an overview of {topic}.
    Describe {topic} in detail.
    Find out all about {topic}.
    What are the causes of {topic}?
    Compare {topic} and {topic2}.
    What is the history of {topic}?
    Topic: {topic}\\n\\nExplain it in two paragraphs.
    Collect facts about {topic}.
    What is the difference between {topic} and {topic2}?
    Analyze {topic}.
    Teach me {topic}.
    ---
    Research {topic} and explain it in two paragraphs.
    Give me ten facts about {topic}.
    Explain the history of {topic}.
    Describe {topic} for beginners.
    Find out what is known about {topic}.
  `),
};

const smallTalk: Partial<Record<FixedAnswer, Phrasings>> = {
  hello: phrasingsOf(`
    Hello
    Hello!
    Hi
    Hi!
    hi there
    Hey
    hey!
    Good morning
    Good morning!
    Good evening!
    Good afternoon
    Hello there!
    Hello, my name is {first}.
    Hi, I am {first}.
    hello model
    Greetings!
    Hello, nice to meet you.
    ---
    Hi, my name is {first}.
    Hey there!
    Hello, I am {first}.
    good evening
  `),
  thanks: phrasingsOf(`
    Thanks
    Thanks!
    Thank you
    Thank you!
    Thank you very much.
    Thanks a lot!
    Many thanks.
    thx
    Great, thank you!
    Thank you for your help.
    Good, thanks.
    Thanks, that was helpful.
    ---
    Many thanks for your help!
    Great, thanks a lot.
    thank you very much!
  `),
  goodbye: phrasingsOf(`
    Goodbye
    Goodbye!
    Bye
    bye bye
    See you!
    See you later.
    Good night!
    I have to go now.
    Until tomorrow!
    That is all, bye.
    Farewell!
    ---
    See you tomorrow!
    Bye, I have to go.
    good night
  `),
  fine: phrasingsOf(`
    How are you?
    How are you
    Hi, how are you?
    Hello, how are you?
    How do you do?
    How are you today?
    Are you well?
    how is it going?
    Is everything fine with you?
    ---
    Hey, how are you today?
    Hello! How is it going?
    Are you well today?
  `),
  who: phrasingsOf(`
    Who are you?
    What are you?
    who are you
    Tell me who you are.
    Who am I talking to?
    Introduce yourself.
    Are you an AI?
    What is your name?
    Are you a human?
    ---
    Can you tell me who you are?
    Hi, who are you?
    Please introduce yourself.
  `),
  can: phrasingsOf(`
    What can you do?
    what can you do
    What can you do for me?
    How can you help me?
    What are you good at?
    Tell me what you can do.
    What can I ask you?
    Can you help me?
    What are your abilities?
    Help
    What do you do?
    ---
    How can you help?
    Can you tell me what you can do?
    Hello, what can you do?
  `),
};

function values(source: Source): Record<string, string> {
  const { random } = source;
  const pick = (words: readonly string[]) => random.pick(ownWords(source, words));
  const two = (words: readonly string[]) => random.sample(ownWords(source, words), 2) as [string, string];
  const [country, country2] = two(countries);
  const [topic, topic2] = two(random.chance(0.8) ? topics : foods);
  const [food, food2] = two(foods);
  return {
    country,
    country2,
    topic,
    topic2,
    food,
    food2,
    language: random.pick(languages),
    person: pick(people),
    work: pick(works),
    invention: pick(inventions),
    code: random.pick(codeLanguages),
    illness: pick(illnesses),
    job: pick(jobs),
    thing: pick(objects),
    first: firstName(source),
    family: familyName(source),
    place: placeName(source),
    odd: inventedWord(source),
    big: String(random.int(51, random.pick([99, 999, 99_999]))),
    big2: String(random.int(51, random.pick([99, 999]))),
  };
}

/** A question of small talk, for conversations that offer tools and need none. */
export function smallTalkQuestion(source: Source): { question: string; answer: string } {
  const kind = source.random.pick(["hello", "thanks", "goodbye", "fine"] as const);
  const asked = smallTalk[kind];
  if (asked === undefined) throw new Error(`There is no small talk of the kind ${kind}.`);
  return { question: fill(phrase(source, asked), values(source)), answer: fixedAnswers[kind] };
}

function fixed(kind: FixedAnswer, asked: Phrasings | undefined, level: Example["level"]): Maker {
  if (asked === undefined) throw new Error(`There are no requests of the kind ${kind}.`);
  return (source) => {
    const question = fill(phrase(source, asked), values(source)).replace(/^\w/, (letter) =>
      source.random.chance(0.1) ? letter.toLowerCase() : letter,
    );
    return {
      family: "limits",
      kind,
      level,
      messages: [...maybeSystem(source), ...turn(question, fixedAnswers[kind])],
    };
  };
}

const givenFacts = phrasingsOf(`
  The capital of {country} is {place}.|What is the capital of {country}?|{place}
  {first} {family} wrote {work}.|Who wrote {work}?|{first} {family}
  The {invention} was invented by {first} {family}.|Who invented the {invention}?|{first} {family}
  {person} was born in {place}.|Where was {person} born?|{place}
  The president of {country} is {first} {family}.|Who is the president of {country}?|{first} {family}
  The currency of {country} is the {odd}.|What is the currency of {country}?|{odd}
  {person} lived in {place}.|Where did {person} live?|{place}
  The highest mountain of {country} is {place}.|What is the highest mountain of {country}?|{place}
  A {odd} is a {thing}.|What is a {odd}?|a {thing}
  In {country} people speak {odd}.|Which language do people speak in {country}?|{odd}
  It is {big} degrees in {place}.|What is the weather in {place}?|{big} degrees
  {first} {family} painted {work}.|Who painted {work}?|{first} {family}
  {first} is {big} years old.|How old is {first}?|{big}
  ---
  The king of {country} is {first} {family}.|Who is the king of {country}?|{first} {family}
  {place} is the capital of {country}.|What is the capital of {country}?|{place}
  {work} was written by {first} {family}.|Who wrote {work}?|{first} {family}
`);

/** The same questions with a text that answers them: the limit is what the prompt gives, not the words of a question. */
const givenInstead: Maker = (source) => {
  const given = values(source);
  const parts = phrase(source, givenFacts).split("|");
  const [text = "", question = "", answer = ""] = parts.map((part) => fill(part, given));
  return {
    family: "limits",
    kind: "given-instead",
    level: 1,
    messages: [
      ...maybeSystem(source),
      ...turn(
        inPassage(
          source,
          text.replace(/^\w/, (letter) => letter.toUpperCase()),
          question,
        ),
        answer,
      ),
    ],
  };
};

const sums = phrasingsOf(`
  What is {a} + {b}?
  What is {a} plus {b}?
  {a} + {b} = ?
  Add {a} and {b}.
  How much is {a} + {b}?
  Calculate {a} + {b}.
  What do you get when you add {a} and {b}?
  {a} + {b}
  ---
  How much is {a} plus {b}?
  Calculate the sum of {a} and {b}.
  {a} plus {b} = ?
`);

/** Sums that it has learned: up to 20. */
const smallSum: Maker = (source) => {
  const total = source.random.int(2, 20);
  const a = source.random.int(1, total - 1);
  const question = fill(phrase(source, sums), { a, b: total - a });
  return {
    family: "limits",
    kind: "small-sum",
    level: 1,
    messages: [...maybeSystem(source), ...turn(question, String(total))],
  };
};

/** Says what it cannot do, and what it says in small talk. */
export const limitMakers: readonly { readonly weight: number; readonly make: Maker }[] = [
  { weight: 8, make: fixed("know", requests.know, 1) },
  { weight: 6, make: fixed("write", requests.write, 1) },
  { weight: 4, make: fixed("calculate", requests.calculate, 1) },
  { weight: 3, make: fixed("translate", requests.translate, 1) },
  { weight: 5, make: fixed("advise", requests.advise, 1) },
  { weight: 6, make: fixed("research", requests.research, 1) },
  { weight: 2, make: fixed("hello", smallTalk.hello, 0) },
  { weight: 1, make: fixed("thanks", smallTalk.thanks, 0) },
  { weight: 1, make: fixed("goodbye", smallTalk.goodbye, 0) },
  { weight: 1, make: fixed("fine", smallTalk.fine, 0) },
  { weight: 1, make: fixed("who", smallTalk.who, 0) },
  { weight: 1, make: fixed("can", smallTalk.can, 0) },
  { weight: 5, make: givenInstead },
  { weight: 3, make: smallSum },
];
