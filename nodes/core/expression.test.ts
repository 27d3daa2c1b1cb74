import { describe, expect, it } from "vitest";
import { AppError, isAppError } from "./app-error";
import { conditionHolds, type EvaluationOptions, evaluateExpression, parseExpression } from "./expression";

const options: EvaluationOptions = { startedAt: Date.UTC(2026, 0, 2, 3, 4, 5), seed: "run/node/1" };
const evaluate = (text: string, scope: Record<string, unknown> = {}, more: Partial<EvaluationOptions> = {}) =>
  evaluateExpression(text, scope, { ...options, ...more });

async function failure(work: Promise<unknown>): Promise<AppError> {
  const result = await work.catch((error: unknown) => error);
  if (isAppError(result)) return result;
  throw new Error(`it gave ${JSON.stringify(result)}`);
}

describe("results", () => {
  it.each<[string, unknown]>([
    ["value + 1", 2],
    ["nothing", null],
    ["items.price", [1, 2]],
    ["items[0].price", 1],
    ["items.{ 'p': price, 'q': nothing }", [{ p: 1 }, { p: 2 }]],
    ["[nothing, null, value]", [null, 1]],
    ["-0", 0],
    ["$sum(items.price) & '!'", "3!"],
    ["items{ name: $sum(price) }", { a: 1, b: 2 }],
    ["items^(>price).name", ["b", "a"]],
    ["items ~> |$|{ 'price': price * 2 }| ~> $map(function($i){ $i.price })", [2, 4]],
    ["$reduce([1..5], function($sum, $each){ $sum + $each })", 15],
    ["($f := function($n){ $n < 2 ? 1 : $n * $f($n - 1) }; $f(100) > 1)", true],
    ["($f := function($n, $sum){ $n = 0 ? $sum : $f($n - 1, $sum + $n) }; $f(5000, 0))", 12502500],
  ])("%s", async (text, expected) => {
    const scope = {
      value: 1,
      items: [
        { name: "a", price: 1 },
        { name: "b", price: 2 },
      ],
    };
    expect(await evaluate(text, scope)).toEqual(expected);
  });

  it("are plain: no marks on lists, no missing prototypes", async () => {
    const result = (await evaluate("{ 'list': items.price }", { items: [{ price: 1 }, { price: 2 }] })) as {
      list: number[];
    };
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.getOwnPropertyNames(result.list)).toEqual(["0", "1", "length"]);
  });

  it("of functions and of numbers that JSON cannot hold are errors", async () => {
    expect((await failure(evaluate("$sum"))).message).toContain("function instead of a value");
    expect((await failure(evaluate("[function($x){ $x }]"))).message).toContain("function instead of a value");
    expect((await failure(evaluate("1 / 0"))).message).toContain("division by zero");
  });
});

describe("functions that are replaced behave as JSONata's own", () => {
  it.each<[string, unknown]>([
    ["$sort([3, 1, 2])", [1, 2, 3]],
    ["$sort(['b', 'a'])", ["a", "b"]],
    ["$sort(v, function($a, $b){ $a.n > $b.n }).id", [2, 1, 3]],
    ["($f := function($l){ $sort($l, function($a, $b){ $a < $b }) }; $f([1, 2]))", [2, 1]],
    ["$distinct([1, '1', 1, {'a': 1, 'b': 2}, {'b': 2, 'a': 1}, true])", [1, "1", { a: 1, b: 2 }, true]],
    ["$spread({'a': 1, 'b': 2})", [{ a: 1 }, { b: 2 }]],
    ["$spread([{'a': 1}, {'b': 2, 'c': 3}])", [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ["$pad('é', 3, '#-') & '|' & $pad('a', -3)", "é#-|  a"],
    ["$join(['a', 'b'], ', ') & $join(['c', 'd'])", "a, bcd"],
    ["$replace('banana', 'a', 'o', 2) & $replace('a.b', '.', '$0')", "bononaa$0b"],
    ["$replace('265USD', /([0-9]+)USD/, '$$$1')", "$265"],
    ["$replace('a1b2', /[0-9]/, function($m){ '<' & $m.match & '>' })", "a<1>b<2>"],
    ["$split('a, b;c', /[,;] */)", ["a", "b", "c"]],
    ["$match('ab-AB', /a(b)/i).groups", ["b", "B"]],
    ["$contains('one\ntwo', /^two$/m)", true],
    [
      "$substring('Hello', 3) & $substring('Hello', -2) & $substring('Hello', -9, 2) & $substring('Hello', 1, 3)",
      "loloHeell",
    ],
    ["$substring('a😀b', 1, 1) & $length('a😀b')", "😀3"],
    ["$substring(?, 0, 2)('Hello')", "He"],
    ["$map(['a', 'bb'], $length)", [1, 2]],
    ["['a', 'bb'].$uppercase()", ["A", "BB"]],
    ["$fromMillis(0, '[Y0001]-[M01]-[D01]T[H01]:[m01]')", "1970-01-01T00:00"],
    ["$toMillis('02 January 1970', '[D01] [MNn] [Y0001]')", 86400000],
    ["$toMillis('19700102', '[Y0001][M01][D01]')", 86400000],
    ["$formatNumber(12345.6, '#,##0.00') & $formatInteger(4, 'I')", "12,345.60IV"],
  ])("%s", async (text, expected) => {
    expect(
      await evaluate(text, {
        v: [
          { id: 1, n: 2 },
          { id: 2, n: 1 },
          { id: 3, n: 2 },
        ],
      }),
    ).toEqual(expected);
  });
});

describe("repeating an attempt", () => {
  it("gives the same time and the same draws", async () => {
    expect(await evaluate("[$now(), $millis(), $now('[Y]')]")).toEqual([
      "2026-01-02T03:04:05.000Z",
      options.startedAt,
      "2026",
    ]);
    const text = "{ 'n': $random(), 'list': $shuffle([1..20]), 'm': $random() }";
    const first = await evaluate(text);
    expect(await evaluate(text)).toEqual(first);
    expect(await evaluate(text, {}, { seed: "run/node/2" })).not.toEqual(first);
    const { n, m, list } = first as { n: number; m: number; list: number[] };
    expect(n).not.toBe(m);
    expect([...list].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it("is not disturbed by evaluations of the same expression at the same time", async () => {
    const text =
      "($a := value; $b := $map([1..50], function($i){ $a + $i }); { 'sum': $sum($b), 'at': $millis(), 'r': $random() })";
    const at = (index: number) => evaluate(text, { value: index }, { startedAt: index, seed: `${index}` });
    const together = await Promise.all(Array.from({ length: 40 }, (_, index) => at(index)));
    for (const [index, result] of together.entries()) {
      expect(result).toEqual(await at(index));
      expect(result).toMatchObject({ sum: 50 * index + 1275, at: index });
    }
  });
});

describe("safety", () => {
  it("reaches and changes no prototype", async () => {
    const scope = { value: {}, list: [] };
    for (const text of [
      "value.__proto__",
      "value.constructor",
      "list.constructor",
      "$lookup(value, '__proto__')",
      "$spread(value).x",
    ]) {
      expect(await evaluate(text, scope)).toBeNull();
    }
    await evaluate("value ~> |$|{ '__proto__': { 'polluted': 1 } }|", scope);
    await evaluate("$merge([{ '__proto__': { 'polluted': 1 } }])", scope);
    const result = (await evaluate("{ '__proto__': { 'polluted': 1 } }", scope)) as object;
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });

  it("shows nothing of the insides of functions", async () => {
    expect((await failure(evaluate("$spread($sum)"))).message).toContain("function");
    expect(await evaluate("[$keys($sum), $lookup($sum, 'implementation'), $string($sum)]")).toEqual([""]);
  });

  it("leaves the scope as it is, frozen or not", async () => {
    const scope = { empty: [], items: [1] };
    expect(await evaluate("empty{ 'a': 1 }", scope)).toEqual({ a: 1 });
    expect(await evaluate("items[]", scope)).toEqual([1]);
    await evaluate("items ~> |$|{ 'x': 1 }|", { items: [{}] });
    expect(scope).toEqual({ empty: [], items: [1] });
    expect(Object.keys(scope.items)).toEqual(["0"]);
    expect(await evaluate("v.items[]", { v: Object.freeze({ items: Object.freeze([1]) }) })).toEqual([1]);
  });

  it("refuses $eval", async () => {
    expect((await failure(evaluate("$eval('1 + 1')"))).message).toContain("$eval is not available");
    expect((await failure(evaluate("($e := $eval; $e('1'))"))).code).toBe("EXPRESSION_INVALID");
  });
});

describe("errors", () => {
  it.each([
    ["value +", "line 1, column 7"],
    ["(\n  value +\n)", "line 3, column 1"],
    ["sum(value)", "$sum"],
    ["'a' + 1", "$number("],
    ["value > 'a'", "$string("],
    ["$contains('a', /(a)\\1/)", "referring back"],
    ["$contains('a', /a(?=b)/)", "looking ahead"],
    ["$contains('a', /(?<!b)a/)", "looking ahead or behind"],
    ["$error('Too few items')", "Too few items"],
  ])("%s", async (text, part) => {
    const error = await failure(evaluate(text, { value: 1 }));
    expect(error.code).toBe("EXPRESSION_INVALID");
    expect(error.message).toContain(part);
  });

  it("of syntax and patterns come when the expression is parsed", () => {
    for (const text of ["value +", "$match(a, /(a)\\1/)", "$eval('1')"])
      expect(() => parseExpression(text)).toThrow(AppError);
    expect(parseExpression("value + 1")).toBe(parseExpression("value + 1"));
  });
});

it("stops when the signal says so, before and during the evaluation", async () => {
  const endless = "($f := function($x){ $f($x + 1) }; $f(1))";
  expect((await failure(evaluate(endless, {}, { signal: AbortSignal.abort() }))).code).toBe("CANCELED");
  const signal = AbortSignal.timeout(60);
  expect((await failure(evaluate(endless, {}, { signal, timeoutMs: 10_000 }))).code).toBe("CANCELED");
});

describe("conditionHolds", () => {
  it.each<[string, boolean]>([
    ["value > 10", true],
    ["value < 10", false],
    ["nothing", false],
    ["null", false],
    ["''", false],
    ["'false'", true],
    ["[]", false],
    ["[0, 0]", false],
    ["[0, 1]", true],
    ["[[], [0]]", false],
    ["{}", false],
    ["{ 'a': false }", true],
  ])("%s", async (text, expected) => {
    expect(await conditionHolds(text, { value: 11 }, options)).toBe(expected);
    expect(Boolean(await evaluate(`$boolean(${text})`, { value: 11 }))).toBe(expected);
  });
});
