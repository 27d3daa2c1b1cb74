import { expect, test } from "vitest";
import { cutText, firstLine } from "./cut-text";

test("a cut text ends with an ellipsis and never in half a character", () => {
  expect([cutText("abc", 3), cutText("abcd", 3), cutText("a👍bc", 3)]).toEqual(["abc", "ab…", "a…"]);
});

test("the first line is the first that says something", () => {
  expect([firstLine("\n  \n one \ntwo"), firstLine(""), firstLine("x".repeat(200), 5)]).toEqual(["one", "", "xxxx…"]);
});
