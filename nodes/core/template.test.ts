import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startCpuClock } from "../testing/cpu-clock";
import { type AppError, isAppError } from "./app-error";
import { inputFieldsInTemplate, parseTemplate, renderTemplate, secretsInTemplate, templateVariables } from "./template";
import { templateLimits } from "./template-engine";

function failure(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

describe("renderTemplate", () => {
  it("prints texts as they are and everything else as JSON, without escaping", () => {
    const scope = { text: "<b>&</b>", list: [1, { a: "x" }], object: { k: null }, no: null, yes: true };
    expect(renderTemplate("{{ text }} {{ list }} {{ object }} [{{ no }}] {{ yes }}", scope)).toBe(
      '<b>&</b> [1,{"a":"x"}] {"k":null} [] true',
    );
  });

  it("gives objects to text filters as JSON too", () => {
    const scope = { o: { a: 1 }, list: [{ b: 2 }, "c"] };
    expect(renderTemplate('{{ o | append: "!" }} {{ list | join: ", " }}', scope)).toBe('{"a":1}! {"b":2}, c');
  });

  it("takes the default of a name without a value, also one step down", () => {
    expect(renderTemplate('{{ a | default: "x" }}{{ o.b | default: "y" }}', { o: {} })).toBe("xy");
  });

  it("names the variable, the place and what was perhaps meant", () => {
    const error = failure(() => renderTemplate("One\n{{ topc }}", { topic: 1, tone: 2 }));
    expect(error.code).toBe("TEMPLATE_INVALID");
    expect(error.message).toContain('"topc"');
    expect(error.message).toContain("line 2, column 4");
    expect(error.message).toContain('Did you mean "topic"?');
    expect(failure(() => renderTemplate("{{ a.nam }}", { a: { name: 1 } })).message).toContain('"name"');
  });

  it("reaches nothing through prototypes", () => {
    for (const path of ["constructor", "a.constructor", "a.__proto__", "a.toString", "list.map"]) {
      expect(failure(() => renderTemplate(`{{ ${path} }}`, { a: {}, list: [] })).code).toBe("TEMPLATE_INVALID");
    }
  });

  it("leaves the scope unchanged", () => {
    const scope = { a: 1 };
    renderTemplate("{% increment a %}{% decrement b %}{% assign a = 5 %}", scope);
    expect(scope).toEqual({ a: 1 });
  });

  it("takes the time of the run for now, in UTC whatever the machine", () => {
    const text = '{{ "now" | date: "%Y-%m-%d %H:%M" }} {{ "today" | date_to_long_string }}';
    const expected = "2026-01-02 03:04 02 January 2026";
    expect(renderTemplate(text, { run: { startedAt: "2026-01-02T03:04:05Z" } })).toBe(expected);
    expect(renderTemplate(text, { run: { startedAt: Date.UTC(2026, 0, 2, 3, 4) } })).toBe(expected);
    expect(failure(() => renderTemplate(text, {})).message).toContain("time at which the run started");
  });

  it.each([
    ["a long loop", "{% for i in (1..100000000) %}{{ i }}{% endfor %}"],
    ["nested empty loops", "{% for i in (1..90000) %}{% for j in (1..90000) %}{% endfor %}{% endfor %}"],
    ["much text", "{% for i in (1..9000) %}{% for j in (1..1000) %}text{% endfor %}{% endfor %}"],
    [
      "doubling by append",
      '{% assign a = "aaaaaaaa" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}',
    ],
    [
      "doubling by capture",
      "{% capture a %}aaaaaaaa{% endcapture %}{% for i in (1..60) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}",
    ],
    [
      "doubling a list",
      '{% assign a = "a,b" | split: "," %}{% for i in (1..60) %}{% assign a = a | concat: a %}{% endfor %}',
    ],
    ["a wide date", '{{ "2026-01-01" | date: "%999999999Y" }}'],
    ["a long template", "x".repeat(templateLimits.textLength + 1)],
  ])("ends %s within its limits", (_name, text) => {
    const tookMs = startCpuClock();
    const error = failure(() => renderTemplate(text, {}));
    expect(error.code).toBe("LIMIT_EXCEEDED");
    expect(error.message).toMatch(/more than|longer than/);
    expect(tookMs()).toBeLessThan(templateLimits.timeMs + 1_500);
  });

  it("never gives more than the limit, whatever the loops", () => {
    const loop = fc.record({
      times: fc.integer({ min: 1, max: 3_000 }),
      word: fc.string({ maxLength: 40, unit: "grapheme-ascii" }),
    });
    fc.assert(
      fc.property(fc.array(loop, { minLength: 1, maxLength: 2 }), (loops) => {
        const text = loops.reduce(
          (inner, { times, word }, index) =>
            `{% for i${index} in (1..${times}) %}${word.replace(/[{}%]/g, "")}${inner}{% endfor %}`,
          "x",
        );
        try {
          return renderTemplate(text, {}).length <= templateLimits.outputLength;
        } catch (error) {
          return isAppError(error) && error.code === "LIMIT_EXCEEDED";
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("parseTemplate", () => {
  it.each([
    ["{{ a", "line 1, column 1"],
    ["x\n  {% if a %}", "line 2, column 3"],
    ["{{ a | nofilter }}", 'no filter "nofilter"'],
    ["{% nosuchtag %}", 'no tag "nosuchtag"'],
    ['{% include "secret.txt" %}', "cannot read other files"],
    ['{% render "x" %}', "cannot read other files"],
    ['{% layout "x" %}', "cannot read other files"],
    ["{{ [name] }}", "computes a name"],
    ["{{ secrets }}", "must name the secret"],
    ["{{ secrets[name] }}", "must name the secret"],
    ["{% assign s = secrets %}{{ s.KEY }}", "must name the secret"],
    ["{% cycle secrets, 'a' %}", "must name the secret"],
    ["{% for s in secrets %}{% endfor %}", "must name the secret"],
    ['{{ list | where_exp: "x", "secrets.KEY" }}', "no filter"],
    ["{{ list | sample }}", "no filter"],
  ])("refuses %s", (text, part) => {
    const error = failure(() => parseTemplate(text));
    expect(error.code).toBe("TEMPLATE_INVALID");
    expect(error.message).toContain(part);
  });

  it("parses a text once", () => {
    expect(parseTemplate("{{ once }}")).toBe(parseTemplate("{{ once }}"));
  });
});

describe("templateVariables", () => {
  const names = (text: string) => templateVariables(text).map(({ name, required }) => (required ? name : `${name}?`));

  it.each([
    ["{{ b }}{{ a.x }}{{ b }}", ["b", "a"]],
    ["{{ a | default: 1 }}", ["a?"]],
    ["{{ a | default: 1 }}{{ a }}", ["a"]],
    ["{{ a }}{{ a | default: 1 }}", ["a"]],
    ["{{ a | default: b }}", ["a?", "b"]],
    ["{{ a | upcase | default: 1 }}", ["a"]],
    ["{% if a %}{% elsif b == c %}{% endif %}{% unless d %}{% endunless %}", ["a", "b", "c", "d"]],
    ["{% for i in list %}{{ i.x }}{{ forloop.index }}{{ other }}{% endfor %}", ["list", "other"]],
    ["{% for i in (1..n) limit: m %}{% endfor %}{{ i }}", ["n", "m", "i"]],
    ["{% tablerow i in rows cols: n %}{{ i }}{{ tablerowloop.col }}{% endtablerow %}", ["rows", "n"]],
    ["{% assign x = y | default: 1 %}{{ x }}", ["y?"]],
    ["{{ x }}{% assign x = 1 %}{{ x }}", ["x"]],
    ["{% capture x %}{{ x }}{{ y }}{% endcapture %}{{ x }}", ["x", "y"]],
    ["{% case t %}{% when u, 'v' %}{{ w }}{% endcase %}", ["t", "u", "w"]],
    ["{% increment n %}{{ n }}", []],
    ["{{ a[b].c }}{{ a['d'] }}{{ a[e.f] }}", ["a", "b", "e"]],
    ["{% cycle p, 'q', s | default: 1 %}{% echo r %}", ["p", "s?", "r"]],
    ["{% liquid\n assign x = foo\n echo bar\n%}", ["foo", "bar"]],
    ["{% raw %}{{ a }}{% endraw %}{% comment %}{{ b }}{% endcomment %}{# {{ c }} #}", ["c"]],
    ["{{ input.a }}{{ run.id }}{{ secrets.KEY }}{{ true }}{{ nil }}{{ empty }}{{ 'text' }}{{ 1 }}", []],
  ])("finds those of %s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it("renders with a value for each required name and with none for the others", () => {
    const name = fc.constantFrom("a", "b", "c", "d");
    const part = fc.oneof(
      name.map((n) => `{{ ${n} }}`),
      name.map((n) => `{{ ${n} | default: "-" }}`),
      fc.tuple(name, name).map(([n, m]) => `{{ ${n} | default: ${m} }}`),
      name.map((n) => `{% if ${n} %}{{ ${n} }}{% endif %}`),
      fc.tuple(name, name).map(([n, m]) => `{% assign ${n} = ${m} %}`),
      fc.tuple(name, name).map(([n, m]) => `{% for ${n} in ${m} %}{{ ${n} }}{% endfor %}`),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join(" ");
        const required = templateVariables(text).filter((each) => each.required);
        const scope = Object.fromEntries(required.map((each) => [each.name, "v"]));
        expect(() => renderTemplate(text, scope)).not.toThrow();
      }),
    );
  });
});

it("finds the secrets by name, once each", () => {
  expect(secretsInTemplate("{{ secrets.B }}{{ secrets['A'] }}{% if secrets.B %}{% endif %}")).toEqual(["B", "A"]);
  const hidden =
    "{{ 'x' | replace: 'x', secrets.A }}{% cycle secrets.B %}{% for i in list limit: secrets.C %}{% endfor %}{{ a[secrets.D] }}{% case 1 %}{% when secrets.E %}{% endcase %}{% liquid\n echo secrets.F %}";
  expect(secretsInTemplate(hidden)).toEqual(["A", "B", "C", "D", "E", "F"]);
  expect(secretsInTemplate("{{ secret }}")).toEqual([]);
});

it("says whether the run or its input is read", () => {
  expect(inputFieldsInTemplate("{{ input.a }}")).toEqual({ input: true, run: false });
  expect(inputFieldsInTemplate('{{ "now" | date }}')).toEqual({ input: false, run: true });
  expect(inputFieldsInTemplate("{{ run.id }}")).toEqual({ input: false, run: true });
  expect(inputFieldsInTemplate("{{ topic }}")).toEqual({ input: false, run: false });
});
