import { count, person, year } from "./draws";
import { type Relation, relation } from "./relation";

export const bookRelations: readonly Relation[] = [
  relation(
    "author",
    "book",
    "author",
    person,
    [
      "{s} was written by {v}.",
      "{v} wrote {s}.",
      "The author of {s} is {v}.",
      "{v} is the author of {s}.",
      "{s} is a book by {v}.",
    ],
    [
      ["Who wrote {s}?", "Who is the author of {s}?", "By whom was {s} written?", "Name the author of {s}."],
      ["Tell me who wrote {s}.", "What is the name of the author of {s}?"],
    ],
    [
      [
        "What did {v} write?",
        "Which book did {v} write?",
        "Which book is by {v}?",
        "What is the title of the book by {v}?",
      ],
      ["Which book was written by {v}?"],
    ],
  ),
  relation(
    "pages",
    "book",
    "number of pages",
    count,
    ["{s} has {v} pages.", "The book {s} is {v} pages long.", "There are {v} pages in {s}.", "{s} runs to {v} pages."],
    [
      ["How many pages does {s} have?", "How many pages are in {s}?", "How many pages long is {s}?"],
      ["How many pages are there in {s}?", "What number of pages does {s} have?"],
    ],
    [["Which book has {v} pages?", "Which book is {v} pages long?"], ["What is the title of the book with {v} pages?"]],
  ),
  relation(
    "published",
    "book",
    "year",
    year,
    ["{s} came out in {v}.", "{s} was published in {v}.", "In {v} the book {s} came out.", "{s} is a book from {v}."],
    [
      [
        "When did {s} come out?",
        "When was {s} published?",
        "In which year did {s} come out?",
        "From which year is {s}?",
      ],
      ["In which year was {s} published?", "What year is {s} from?"],
    ],
    [
      ["Which book came out in {v}?", "Which book is from {v}?", "Which book was published in {v}?"],
      ["What is the title of the book from {v}?"],
    ],
  ),
];
