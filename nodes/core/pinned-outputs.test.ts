import { describe, expect, test } from "vitest";
import { mostPinned, pinnablePorts, pinProblem } from "./pinned-outputs";
import { dataKinds, type NodePorts } from "./port";

const ports: NodePorts = {
  inputs: [],
  outputs: [
    { name: "text", kind: "text" },
    { name: "count", kind: "number" },
    { name: "is", kind: "boolean" },
    { name: "messages", kind: "messages" },
    { name: "file", kind: "file" },
    { name: "value", kind: "any" },
    { name: "tool", kind: "tool" },
    { name: "inner.item", kind: "any" },
  ],
};

describe("pinned outputs", () => {
  test("are values of the ports that carry one, seen from outside", () => {
    expect(pinnablePorts(ports).map(({ name }) => name)).toEqual(["text", "count", "is", "messages", "file", "value"]);
  });

  test.each([
    {},
    { text: "" },
    { text: "looms", count: 0, is: false, messages: [], file: {}, value: [1] },
    Object.fromEntries(["text", "count", "is", "messages", "file", "value"].map((name) => [name, null])),
  ])("may be %j", (value) => {
    expect(pinProblem(ports, value)).toBeUndefined();
  });

  test.each([
    [[], /^Write an object with a value by output port, such as {"text":"…"}\.$/],
    ["looms", /^Write an object/],
    [{ other: 1 }, /^There is no output other; there is text, count, is/],
    [{ tool: {} }, /^There is no output tool/],
    [{ "inner.item": 1 }, /^There is no output inner\.item/],
    [{ text: 3 }, /^The output text gives text, and this is 3\.$/],
    [{ count: "3" }, /^The output count gives a number, and this is .*text/],
    [{ is: "yes" }, /gives yes or no/],
    [{ messages: {} }, /gives a list of messages/],
    [{ file: [] }, /gives a file/],
    [{ value: { $ref: "v1" } }, /^The value of value is too large/],
  ])("may not be %j", (value, problem) => {
    expect(pinProblem(ports, value)).toMatch(problem);
  });

  test("may not be larger than what a document is to hold", () => {
    expect(pinProblem(ports, { value: "x".repeat(mostPinned) })).toMatch(/larger than the 256 KB/);
  });

  test("may be null for every kind", () => {
    for (const kind of dataKinds)
      expect(pinProblem({ inputs: [], outputs: [{ name: "out", kind }] }, { out: null })).toBeUndefined();
  });
});
