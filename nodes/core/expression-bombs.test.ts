import { expect, it } from "vitest";
import { startCpuClock } from "../testing/cpu-clock";
import { isAppError } from "./app-error";
import { evaluateExpression } from "./expression";
import { expressionLimits } from "./expression-limits";

/** Every one of these runs for very long, or takes all memory, in JSONata as it comes. */
const doubled = "$f := function($n, $x){ $n = 0 ? $x : $f($n - 1, { 'a': $x, 'b': $x }) }; $v := $f(40, 1);";
const bombs: Readonly<Record<string, string>> = {
  "an endless tail call": "($f := function($x){ $f($x) }; $f(1))",
  "an endless recursion": "($f := function($x){ 1 + $f($x) }; $f(1))",
  "a recursion that branches": "($f := function($n){ $n = 0 ? 0 : $f($n - 1) + $f($n - 1) }; $f(60))",
  "a recursion that branches in an object":
    "($f := function($n){ $n = 0 ? 0 : {'a': $f($n - 1), 'b': $f($n - 1)} }; $f(60))",
  "a long range": "[1..1000000000]",
  "ranges of ranges": "[1..10000].[1..50000]",
  "lists from a map": "$map([1..10000], function($i){ [1..50000] })",
  "a wide pad": "$pad('x', 1000000000)",
  "a wide pad to the left": "$pad('x', -1000000000, 'abc')",
  "many pads": "$map([1..100000], function($i){ $pad('', 5000000) })",
  "a doubled text": "($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $f('xxxxxxxx', 60))",
  "a doubled list": "$reduce([1..60], function($a, $b){ $append($a, $a) }, [1])",
  "a doubled object as text": `(${doubled} $string($v))`,
  "a doubled object compared": `(${doubled} $v = $f(40, 1))`,
  "a doubled object negated": `(${doubled} -$v)`,
  "a doubled object searched": `(${doubled} $v.**)`,
  "a doubled object returned": `(${doubled} $v)`,
  "doubled lists without values": "$boolean($reduce([1..40], function($a, $i){ [[$a], [$a]] }, [[], []]))",
  "one item picked often":
    "($x := { 'v': $pad('', 1000000) }; $y := [$x]; $string($y[$map([1..10000], function(){ 0 })]))",
  "appending one by one": "$reduce([1..100000], $append)",
  "a long join": "$join($map([1..100000], function(){ 'x' }), $pad('', 100000))",
  "a long replacement": "$replace($pad('', 1000000, 'a'), 'a', $pad('', 1000, 'b'))",
  "a long replacement by pattern": "$replace($pad('', 1000000, 'a'), /a/, $pad('', 1000, 'b'))",
  "a pattern that searches on from each match": "$match($pad('', 100000, 'x'), /x.*y|x/)",
  "a large pattern": "$contains($pad('', 1000000, 'a'), /(a?){500}a{500}/)",
  "a slow sort": "$sort([1..100000], function($a, $b){ $a < $b })",
  "a slow order": "$reverse([1..100000])^($)",
  "many groups": "[1..100000]{ $string($): $ }",
  "a group of many variables": "($x := { 'a': [1..20000] }; $x.a@$v.$x.a@$w{ 'k': $count($v) })",
  "a deep object": "$reduce([1..100000], function($a, $b){ { 'x': $a } })",
  "an object in itself": "value ~> |$|{ 'self': $ }|",
  "a wide date": "$fromMillis(0, '[Y,1000000000]')",
  "a long number picture": "$formatNumber(1, $pad('', 1000000, '#,'))",
  "a long Roman number": "$formatInteger(1e300, 'I')",
  "a date that fits in many ways": "$toMillis($pad('', 200, 'one '), '[Yw][Mw][Dw][Hw][mw][sw]')",
  "a long date": "$toMillis($pad('', 100000, '-01'))",
  "a promise that nobody settles": "{ 'then': /x/ }",
  "another such promise": "($f := function($g){ { 'then': $g } }; $f(function($a){ 1 }))",
  "deep brackets": `${"(".repeat(9_000)}1${")".repeat(9_000)}`,
  "a long sum": `1${"+1".repeat(9_900)}`,
  "a long expression": `1${" ".repeat(expressionLimits.textLength)}`,
};

it.each(Object.entries(bombs))("%s ends within its bounds", async (_name, text) => {
  const tookMs = startCpuClock();
  const result = await evaluateExpression(text, { value: {} }, { startedAt: 0, seed: "", timeoutMs: 300 }).catch(
    (error) => error,
  );
  if (!isAppError(result)) throw new Error(`it gave ${JSON.stringify(result)?.slice(0, 200)}`);
  expect(["LIMIT_EXCEEDED", "EXPRESSION_INVALID"]).toContain(result.code);
  expect(result.message).toMatch(/[.!]$/);
  expect(tookMs()).toBeLessThan(2_000);
});

it.each([
  ["patterns that make others backtrack", "$contains($pad('', 100000, 'a') & 'b', /(a|aa)+$/)", false],
  ["nested repetition", "$contains($pad('', 100000, 'x'), /(x+x+)+y/)", false],
  ["many groups below the limit", "$count($keys([1..5000]{ $string($): $ }))", 5_000],
  [
    "a wide object",
    `$count($keys({ ${Array.from({ length: 400 }, (_, index) => `"k${index}": value.a`).join(", ")} }))`,
    400,
  ],
  ["distinct values", "$count($distinct($map([1..50000], function($i){ $i % 1000 })))", 1_000],
  ["a sort of many", "$sort([1..100000])[0]", 1],
])("%s are no trouble", async (_name, text, expected) => {
  const scope = { value: { a: 1 } };
  expect(await evaluateExpression(text, scope, { startedAt: 0, seed: "", timeoutMs: 5_000 })).toBe(expected);
});

it("lets others run while it works", async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const endless = "($f := function($x){ $f($x) }; $f(1))";
  await evaluateExpression(endless, {}, { startedAt: 0, seed: "", timeoutMs: 300 }).catch(() => undefined);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});
