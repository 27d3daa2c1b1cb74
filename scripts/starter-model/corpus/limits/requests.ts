import { type Phrasings, phrasingsOf } from "../phrasings";
import type { FixedAnswer } from "./fixed-answers";

/** What the starter model cannot do, as people ask for it. */
export const requests: Partial<Record<FixedAnswer, Phrasings>> = {
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
