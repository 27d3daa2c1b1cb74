import type { Source } from "../example";
import { fill, type Phrasings, phrase, phrasingsOf } from "../phrasings";
import { type FixedAnswer, fixedAnswers } from "./fixed-answers";
import { namedThings } from "./named-things";

/** What people say in small talk. */
export const smallTalk: Partial<Record<FixedAnswer, Phrasings>> = {
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

/** A question of small talk, for conversations that offer tools and need none. */
export function smallTalkQuestion(source: Source): { question: string; answer: string } {
  const kind = source.random.pick(["hello", "thanks", "goodbye", "fine"] as const);
  const asked = smallTalk[kind];
  if (asked === undefined) throw new Error(`There is no small talk of the kind ${kind}.`);
  return { question: fill(phrase(source, asked), namedThings(source)), answer: fixedAnswers[kind] };
}
