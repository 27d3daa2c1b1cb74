import { expect, test } from "vitest";
import { jsonTextProblem, problemSentence } from "./json-problem";

const said = (text: string) => {
  const problem = jsonTextProblem(text);
  return problem && problemSentence(problem);
};

test.each([
  ['{"a": }', "Line 1, column 7: a value is missing before this }."],
  ['{\n  "a": 1,\n}', "Line 2, column 9: no comma stands before a }."],
  ['{"a": 1 "b": 2}', "Line 1, column 9: a comma or a } is missing before this."],
  ['{"a": 1', "Line 1, column 8: it ends here, and a } is missing."],
  ["[1", "Line 1, column 3: it ends here, and a ] is missing."],
  ["{a: 1}", 'Line 1, column 2: a name stands in double quotes, "like this".'],
  ["['a']", 'Line 1, column 2: a text stands in straight double quotes, "like this".'],
  ["[True]", "Line 1, column 2: write true with small letters."],
  ["[01]", "Line 1, column 2: 01 is not written as a number is."],
  ['{"a" 1}', "Line 1, column 6: a colon is missing before this."],
  ['["a', "Line 1, column 2: the text that begins here has no closing quote."],
  ['["a\\q"]', "Line 1, column 4: a backslash in a text is written twice."],
  ["{} x", "Line 1, column 4: something stands behind the end of the value."],
  ["[hello]", 'Line 1, column 2: a text stands in double quotes, "like this".'],
])("%s is told with its place", (text, sentence) => {
  expect(said(text)).toBe(sentence);
});

test.each(['{"a": [1, -2.5e3, "x\\n\\u00e9", null, true]}', " [] ", '""', "0"])("%s is JSON", (text) => {
  expect(said(text)).toBeUndefined();
});

test("what is nested too deeply to be followed is refused without a place", () => {
  expect(said("[".repeat(200_000))).toBe("It is not written as JSON is.");
});
