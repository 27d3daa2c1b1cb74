import { expect, it } from "vitest";
import { overtype } from "./template-overtype";

/** Types into a line as the editor does: the second brace brings `  }}` along, the rest goes through `overtype`. */
function type(text: string): string {
  let [before, after] = ["", ""];
  for (const char of text) {
    const act = overtype(before, after, char);
    if (act === "step") [before, after] = [before + after.charAt(0), after.slice(1)];
    else if (act === undefined && char === "{" && before.endsWith("{"))
      [before, after] = [`${before}{ `, ` }}${after}`];
    else if (act === undefined) before += char;
  }
  return before + after;
}

it("lets a variable be typed as it is written", () => {
  expect(type("Say {{ topic }} in one word.")).toBe("Say {{ topic }} in one word.");
  expect(type("{{ topic | upcase }}, {{ tone }}!")).toBe("{{ topic | upcase }}, {{ tone }}!");
});

it("closes what is left open", () => {
  expect(type("Say {{ topic")).toBe("Say {{ topic }}");
});

it("leaves blanks and braces elsewhere alone", () => {
  expect(type('{ "a": { } }')).toBe('{ "a": { } }');
  expect(type("a  b }} c")).toBe("a  b }} c");
});
