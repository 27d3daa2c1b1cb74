import type { Phrasings } from "../phrasings";
import type { ValueKind } from "../relations/draws";

/** A short text with places for values, and questions that it answers. */
export interface Story {
  readonly slots: Readonly<Record<string, ValueKind>>;
  /** One entry a sentence; each has one or more versions. */
  readonly text: readonly (readonly string[])[];
  readonly questions: readonly { readonly wordings: Phrasings; readonly answer: string }[];
}

/** `train | wordings`, `held-out | wordings`, and the answer. */
function asked(train: string, heldOut: string, answer: string): Story["questions"][number] {
  const parts = (text: string) => text.split("|").map((part) => part.trim());
  return { wordings: { train: parts(train), heldOut: parts(heldOut) }, answer };
}

/** All stories. Those for the evaluation alone are told of things that the others know. */
export const stories: Phrasings<Story> = {
  train: [
    {
      slots: { a: "person", b: "person", t: "town", n: "count", f: "food", d: "weekday" },
      text: [
        ["On {d} {a} went to the market in {t}.", "{a} went to the market in {t} on {d}."],
        ["There {a} bought {n} bags of {f}.", "{a} needed {n} bags of {f} and bought them there."],
        ["On the way home {a} met {b}.", "Later {b} came along and helped to carry them."],
      ],
      questions: [
        asked(
          "Where was the market? | In which town was the market? | Where did {a} go to the market?",
          "In what town was the market? | To which town did {a} go?",
          "{t}",
        ),
        asked(
          "How many bags did {a} buy? | How many bags of {f} were bought?",
          "How many bags of {f} did {a} buy?",
          "{n}",
        ),
        asked("What did {a} buy? | What was in the bags?", "What was it that {a} bought?", "{f}"),
        asked(
          "On which day was that? | When did {a} go to the market? | On which day did {a} go to the market?",
          "On what day was {a} at the market?",
          "{d}",
        ),
        asked("Who went to the market? | Who bought {f}?", "Who was at the market to buy {f}?", "{a}"),
      ],
    },
    {
      slots: { a: "person", b: "person", o: "object", r: "room", c: "colour" },
      text: [
        ["{a} could not find the {o}.", "The {o} was gone, and {a} looked for it everywhere."],
        ["{a} asked {b} for help.", "Then {b} came to help."],
        ["After an hour {b} found it in {r}.", "{b} looked in {r}, and there it was."],
        ["It was under a {c} blanket.", "Somebody had put a {c} blanket over it."],
      ],
      questions: [
        asked("Who found the {o}? | Who helped {a}?", "Who was it that found the {o}?", "{b}"),
        asked("Where was the {o}? | In which place was the {o} found?", "Where did {b} find the {o}?", "{r}"),
        asked("What was lost? | What did {a} look for? | What was gone?", "What could {a} not find?", "the {o}"),
        asked(
          "Which colour was the blanket? | What colour did the blanket have?",
          "What was the colour of the blanket?",
          "{c}",
        ),
        asked("Who lost the {o}? | Who looked for the {o}?", "Who could not find the {o}?", "{a}"),
      ],
    },
    {
      slots: { a: "person", j: "job", t: "town", u: "town", y: "year" },
      text: [
        ["{a} grew up in {t}.", "As a child, {a} lived in {t}."],
        ["In {y} the family moved to {u}.", "The family left in {y} and went to {u}."],
        ["There {a} learned to be a {j}.", "There {a} became a {j}."],
      ],
      questions: [
        asked("Where did {a} grow up? | In which town did {a} grow up?", "Where did {a} live as a child?", "{t}"),
        asked(
          "Where did the family move? | To which town did the family move?",
          "To what town did the family go?",
          "{u}",
        ),
        asked(
          "When did the family move? | In which year did the family move?",
          "In what year did the family leave?",
          "{y}",
        ),
        asked("What did {a} become? | What is the job of {a}?", "Which job did {a} learn?", "{j}"),
      ],
    },
    {
      slots: { a: "person", c: "code", m: "money", t: "town", d: "date" },
      text: [
        ["{a} placed the order {c} last week.", "Last week {a} sent us the order {c}."],
        ["The total was {m}.", "It comes to {m}."],
        ["It will be sent to {t} on {d}.", "On {d} it goes to {t}."],
      ],
      questions: [
        asked("Who placed the order? | Who is the customer?", "Who sent us the order?", "{a}"),
        asked("What is the code of the order? | Which order is it?", "What code does the order have?", "{c}"),
        asked("What is the total? | How much is the order?", "What does the order come to?", "{m}"),
        asked("Where will it be sent? | To which town does the order go?", "Where does the order go?", "{t}"),
        asked("When will it be sent? | On which date does it go out?", "On what date will the order be sent?", "{d}"),
      ],
    },
    {
      slots: { a: "person", b: "person", n: "animal", w: "word", f: "food" },
      text: [
        ["{a} has a {n} called {w}.", "The {n} of {a} is called {w}."],
        ["{w} eats only {f}.", "The only food it eats is {f}."],
        ["When {a} is away, {b} takes care of it.", "{b} feeds it when {a} is away."],
      ],
      questions: [
        asked("What is the {n} called? | What is the name of the {n}?", "Which name does the {n} have?", "{w}"),
        asked("What does {w} eat? | What does the {n} eat?", "Which food does {w} eat?", "{f}"),
        asked(
          "Who takes care of {w} when {a} is away? | Who takes care of the {n} when {a} is away?",
          "Who takes care of it when {a} is away?",
          "{b}",
        ),
        asked("What kind of animal is {w}? | Which animal is {w}?", "What animal is {w}?", "{n}"),
        asked("Who has a {n}? | Whose {n} is {w}?", "Who is the owner of {w}?", "{a}"),
      ],
    },
    {
      slots: { a: "person", b: "person", t: "time", r: "digits", w: "weekday", p: "word" },
      text: [
        ["The team meets on {w} at {t}.", "On {w} at {t} there is a team meeting."],
        ["The meeting is in room {r}.", "Come to room {r}."],
        ["{a} will speak about {p}.", "The topic is {p}, and {a} will speak."],
        ["{b} writes the report.", "The report is written by {b}."],
      ],
      questions: [
        asked("On which day is the meeting? | Which day is the meeting on?", "On what day does the team meet?", "{w}"),
        asked("At what time is the meeting? | What time is the meeting?", "At what time does the team meet?", "{t}"),
        asked("In which room is the meeting? | Which room is it?", "What room is the meeting in?", "{r}"),
        asked("Who will speak? | Who speaks about {p}?", "Who is it that will speak?", "{a}"),
        asked("What is the topic? | What will {a} speak about?", "About what will {a} speak?", "{p}"),
        asked("Who writes the report? | By whom is the report written?", "Who is going to write the report?", "{b}"),
      ],
    },
    {
      slots: { a: "person", v: "vehicle", t: "town", n: "count", w: "weather" },
      text: [
        ["{a} took the {v} to {t}.", "{a} went to {t} by {v}."],
        ["The trip took {n} minutes.", "It took {n} minutes to get there."],
        ["In {t} it was {w}.", "The weather there was {w}."],
      ],
      questions: [
        asked("How did {a} get there? | What did {a} take?", "By what did {a} travel?", "{v}"),
        asked("Where did {a} go? | To which town did {a} go?", "To what town did {a} travel?", "{t}"),
        asked(
          "How many minutes did the trip take? | How many minutes did it take?",
          "How many minutes was the trip?",
          "{n}",
        ),
        asked("How was the weather? | What was the weather like?", "What was the weather in {t}?", "{w}"),
        asked("Who went to {t}? | Who took the {v}?", "Who was in {t}?", "{a}"),
      ],
    },
    {
      slots: { a: "person", w: "word", v: "version", e: "email", d: "date" },
      text: [
        ["We have a new program called {w}.", "There is a new program, and its name is {w}."],
        ["Version {v} came out on {d}.", "On {d} we released version {v}."],
        ["It was written by {a}.", "{a} wrote it."],
        ["If it does not work, write to {e}.", "Send all questions to {e}."],
      ],
      questions: [
        asked(
          "What is the program called? | What is the name of the program?",
          "Which name does the program have?",
          "{w}",
        ),
        asked("Which version came out? | Which version is it?", "What version came out?", "{v}"),
        asked(
          "When did it come out? | On which date did the version come out?",
          "On what date did it come out?",
          "{d}",
        ),
        asked("Who wrote the program? | By whom was it written?", "Who is the author of the program?", "{a}"),
        asked("Where do I send questions? | To which address do I write?", "What address do I write to?", "{e}"),
      ],
    },
    {
      slots: { a: "person", b: "person", f: "food", g: "drink", m: "money", s: "street" },
      text: [
        ["{a} and {b} had lunch on {s}.", "There is a small restaurant on {s}, and {a} had lunch there with {b}."],
        ["{a} ate {f}, and {b} only drank {g}.", "{b} only wanted {g}, but {a} ate {f}."],
        ["They paid {m}.", "Lunch was {m} in all."],
      ],
      questions: [
        asked("What did {a} eat? | Which food did {a} have?", "What was the lunch of {a}?", "{f}"),
        asked("What did {b} drink? | Which drink did {b} have?", "What was it that {b} drank?", "{g}"),
        asked("How much did they pay? | How much was lunch?", "How much did lunch cost?", "{m}"),
        asked("Who ate {f}? | Who had {f} for lunch?", "Which person ate {f}?", "{a}"),
        asked(
          "On which street did they have lunch? | Where did they have lunch?",
          "On what street was the restaurant?",
          "{s}",
        ),
      ],
    },
    {
      slots: { a: "person", b: "person", o: "object", m: "money", c: "colour" },
      text: [
        ["{a} wanted to sell a {o}.", "{a} had a {o} for sale."],
        ["{b} liked it and paid {m} for it.", "For {m} it went to {b}."],
        ["Then {b} painted it {c}.", "At home {b} gave it a {c} coat of paint."],
      ],
      questions: [
        asked("Who sold the {o}? | Who wanted to sell the {o}?", "Who had the {o} for sale?", "{a}"),
        asked("Who bought the {o}? | Who paid for the {o}?", "Who is it that bought the {o}?", "{b}"),
        asked("How much did {b} pay? | For how much was it sold?", "What did {b} pay for the {o}?", "{m}"),
        asked("Which colour did {b} paint it? | What colour is it now?", "In which colour did {b} paint it?", "{c}"),
      ],
    },
    {
      slots: { a: "person", b: "person", c: "person", t: "town", n: "count" },
      text: [
        ["There was a race in {t}.", "They held a race in {t}."],
        ["{n} people took part.", "It had {n} runners."],
        ["{a} came in first, and {b} came in second.", "{a} won, and {b} came in second."],
        ["{c} fell and came in last.", "Last of all came {c}."],
      ],
      questions: [
        asked("Who won the race? | Who came in first? | Who was first?", "Who was the winner?", "{a}"),
        asked("Who came in second? | Who was second?", "Which person came in second?", "{b}"),
        asked("Who came in last? | Who was last?", "Which person came in last?", "{c}"),
        asked("Where was the race? | In which town was the race?", "In what town did they hold the race?", "{t}"),
        asked("How many people took part? | How many runners were there?", "How many runners took part?", "{n}"),
      ],
    },
    {
      slots: { a: "person", p: "word", s: "status", d: "date", b: "person" },
      text: [
        ["Hello {a}, here is the news about {p}.", "Dear {a}, I write to you about {p}."],
        ["The work is {s} at the moment.", "Right now the work is {s}."],
        ["I will call you again on {d}.", "You hear from me on {d}."],
        ["Best wishes, {b}", "Yours, {b}"],
      ],
      questions: [
        asked("Who wrote this? | Who is the sender?", "Who sent this message?", "{b}"),
        asked("To whom is this written? | Who gets this message?", "For whom is this message?", "{a}"),
        asked("What is it about? | What is the message about?", "About what is the message?", "{p}"),
        asked("What is the status of the work? | How is the work marked?", "What is the status?", "{s}"),
        asked("On which date will there be a call? | Which date is named?", "What date is named?", "{d}"),
      ],
    },
    {
      slots: { a: "person", j: "job", b: "person", k: "job", t: "town" },
      text: [
        ["In {t} there lived a {j} called {a}.", "Long ago a {j} by the name of {a} lived in {t}."],
        ["Next door lived {b}, a {k}.", "The house beside it belonged to {b}, who was a {k}."],
        ["They were good friends.", "Every evening they had a long talk."],
      ],
      questions: [
        asked("What was the job of {a}? | What did {a} work as?", "Which job did {a} have?", "{j}"),
        asked("What was the job of {b}? | What did {b} work as?", "Which job did {b} have?", "{k}"),
        asked("Who was the {j}? | What was the name of the {j}?", "What was the {j} called?", "{a}"),
        asked("Who was the {k}? | What was the name of the {k}?", "What was the {k} called?", "{b}"),
        asked("Where did they live? | In which town did they live?", "In what town did {a} live?", "{t}"),
      ],
    },
    {
      slots: { w: "word", p: "digits", n: "count", a: "person", t: "time" },
      text: [
        ["At {t} the server {w} stopped.", "The server {w} went down at {t}."],
        ["It had {n} errors on port {p}.", "There were {n} errors on port {p}."],
        ["{a} started it again.", "Then {a} repaired it."],
      ],
      questions: [
        asked("Which server stopped? | Which server went down?", "What server stopped?", "{w}"),
        asked("When did it stop? | At what time did the server stop?", "At what time did the server go down?", "{t}"),
        asked("How many errors were there? | How many errors did it have?", "What was the number of errors?", "{n}"),
        asked("On which port were the errors? | Which port had errors?", "What port had the errors?", "{p}"),
        asked("Who repaired it? | Who started the server again?", "Who repaired the server?", "{a}"),
      ],
    },
  ],
  heldOut: [
    {
      slots: { a: "person", b: "person", o: "object", t: "town", d: "weekday" },
      text: [
        ["On {d} {a} sent a {o} to {b}."],
        ["It went by train to {t}."],
        ["{b} was happy with it and wrote a long letter."],
      ],
      questions: [
        asked("Who sent the {o}?", "Who sent the {o}? | Which person sent the {o}?", "{a}"),
        asked("Who wrote a letter?", "Who wrote a letter? | Who was happy?", "{b}"),
        asked("To which town did it go?", "To which town did it go? | Where did it go?", "{t}"),
        asked("On which day was it sent?", "On which day was it sent? | On what day did {a} send it?", "{d}"),
      ],
    },
    {
      slots: { a: "person", r: "room", n: "count", f: "food", m: "money" },
      text: [
        ["{a} counted all things in {r}."],
        ["There were {n} boxes of {f}."],
        ["The price of all boxes together was {m}."],
      ],
      questions: [
        asked("How many boxes were there?", "How many boxes were there? | How many boxes of {f} did {a} count?", "{n}"),
        asked("Where were the boxes?", "Where were the boxes? | In which place were the boxes?", "{r}"),
        asked("What was in the boxes?", "What was in the boxes?", "{f}"),
        asked("What was the price?", "What was the price of all boxes? | How much were the boxes?", "{m}"),
        asked("Who counted the boxes?", "Who counted the boxes? | Who was it that counted?", "{a}"),
      ],
    },
  ],
};
