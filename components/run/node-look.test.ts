import { expect, test } from "vitest";
import { definitions } from "@/nodes/definitions";
import { nodeLooks } from "./node-look";

const output = (id: string, value: string, name?: string) => ({
  ...{ id, type: "output", position: { x: 0, y: 0 }, config: { name: value } },
  ...(name === undefined ? {} : { name }),
});

test("several outputs are told apart by the names of their values, one alone and one with a name of its own are not", () => {
  const two = nodeLooks(
    { nodes: [output("a", "answer"), output("b", "side"), output("c", "x", "Letter")] },
    definitions,
  );
  expect(["a", "b", "c"].map((id) => two(id).title)).toEqual(["Output answer", "Output side", "Letter"]);
  expect(nodeLooks({ nodes: [output("a", "answer")] }, definitions)("a").title).toBe("Output");
});
