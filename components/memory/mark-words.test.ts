import { describe, expect, it } from "vitest";
import { markWords, wordsOf } from "./mark-words";

const marked = (text: string, question: string) =>
  markWords(text, question)
    .filter(({ isMarked }) => isMarked)
    .map((part) => part.text);

describe("markWords", () => {
  it("loses nothing of the text", () => {
    const text = "A loom, a heddle… and (two) weavers!";
    const parts = markWords(text, "Which heddle do weavers use?");
    expect(parts.map((part) => part.text).join("")).toBe(text);
    expect(marked(text, "Which heddle do weavers use?")).toEqual(["heddle", "weavers"]);
  });

  it("finds a word with another ending", () => {
    expect(marked("Splits are made by the splitter.", "How does splitting work?")).toEqual(["Splits", "splitter"]);
    expect(marked("Weavers embedded what weaves", "weaver embedding")).toEqual(["Weavers", "embedded", "weaves"]);
  });

  it("takes no word that only begins alike", () => {
    expect(marked("An internal interest", "the internet")).toEqual([]);
    expect(marked("cart carts", "car")).toEqual([]);
  });

  it("looks past capitals and marks above letters", () => {
    expect(marked("CAFÉ", "cafe")).toEqual(["CAFÉ"]);
  });

  it("marks nothing for a question without words", () => {
    expect(markWords("text", "?")).toEqual([{ text: "text", isMarked: false }]);
    expect(markWords("", "?")).toEqual([]);
  });
});

describe("wordsOf", () => {
  it("leaves out what every text has, and keeps numbers and short names", () => {
    expect(wordsOf("What is the limit of a PDF in v2 on UK servers?")).toEqual(["limit", "pdf", "v2", "uk", "servers"]);
  });
});
