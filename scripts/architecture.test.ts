import path from "node:path";
import { describe, expect, it } from "vitest";
import { findCircles, isBarrel, reachable, readImports, readSources, type SourceFile } from "./import-graph";
import { importProblem } from "./import-rules";

const root = path.resolve(import.meta.dirname, "..");
const everything = readSources(root, ["app", "components", "drizzle", "nodes", "server"]);
const isTest = ({ name }: SourceFile) => /\.test\.tsx?$|\/testing(\.ts$|\/)/.test(name);
const product = everything.filter((file) => !isTest(file));

const DEEPEST = 5;
const LONGEST_SHOWN = 12;

describe("the sources of the product", () => {
  it("import only what lies below them", () => {
    const problems = product.flatMap(({ name, imports }) => imports.map((found) => importProblem(name, found)));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it("have no circle among their imports", () => {
    expect(findCircles(product).map((circle) => circle.join(" → "))).toEqual([]);
  });

  it("bring nothing of the server into the browser", () => {
    const entries = product.filter(
      ({ name, text }) => /^["']use client["']/.test(text) || /^nodes\/(definitions|cards)\./.test(name),
    );
    const way = reachable(
      product,
      entries.map(({ name }) => name),
    );
    const serverOnly = ({ name, imports }: SourceFile) =>
      /^(server|drizzle)\/|^nodes\/runners\.ts$|^nodes\/[^/]+\/run\.ts$/.test(name) ||
      imports.some(({ specifier, kind }) => kind !== "type" && /^node:|^server-only$/.test(specifier));
    const found = product.filter((file) => way.has(file.name) && serverOnly(file));
    expect(found.map(({ name }) => `${name}, imported by ${way.get(name)}`)).toEqual([]);
  });

  it("have no file of mere re-exports", () => {
    const barrels = product.filter(({ name, text }) => !name.startsWith("app/") && isBarrel(text));
    expect(barrels.map(({ name }) => name)).toEqual([]);
  });

  it("lie in folders that are not nested deeply", () => {
    expect(everything.map(({ name }) => name).filter((name) => name.split("/").length > DEEPEST)).toEqual([]);
  });

  it("are listed by length, so that the one with two ideas in it is seen", () => {
    const lengths = product.map(({ name, text }) => ({ name, lines: text.split("\n").length - 1 }));
    const longest = lengths.sort((a, b) => b.lines - a.lines).slice(0, LONGEST_SHOWN);
    console.log(
      ["Longest files", ...longest.map(({ name, lines }) => `${String(lines).padStart(6)}  ${name}`)].join("\n"),
    );
    expect(longest.length).toBeGreaterThan(0);
  });
});

describe("the rules", () => {
  const problem = (name: string, file: string, kind: "type" | "value" = "value") =>
    importProblem(name, { specifier: `@/${file}`, file, kind });

  it.each([
    ["nodes/core/graph.ts", "nodes/agent/definition.ts"],
    ["nodes/agent/run.ts", "nodes/http/run.ts"],
    ["nodes/agent/run.ts", "server/models/gateway.ts"],
    ["nodes/agent/definition.ts", "nodes/agent/run.ts"],
    ["nodes/agent/card.tsx", "components/canvas/node.tsx"],
    ["components/ui/button.tsx", "components/run/run-store.ts"],
    ["components/run/run-store.ts", "server/runs/run-bus.ts"],
    ["drizzle/schema/runs.ts", "server/env.ts"],
    ["server/runs/append-event.ts", "server/executor/start.ts"],
    ["server/env.ts", "components/ui/cn.ts"],
    ["components/layout/rail.tsx", "app/layout.tsx"],
  ])("keep %s from importing %s", (name, file) => {
    expect(problem(name, file)).toContain(name);
  });

  it.each([
    ["nodes/agent/run.ts", "nodes/agent/tool-loop.ts"],
    ["nodes/agent/card.tsx", "components/ui/badge.tsx"],
    ["server/executor/start.ts", "server/runs/append-event.ts"],
    ["app/page.tsx", "components/layout/rail.tsx"],
  ])("let %s import %s", (name, file) => {
    expect(problem(name, file)).toBeUndefined();
  });

  it("let components use the server's types and not its values", () => {
    expect(problem("components/api/types.ts", "server/api/root.ts", "type")).toBeUndefined();
    expect(problem("components/api/types.ts", "server/api/root.ts", "value")).toBeDefined();
  });

  it("keep the core to its libraries", () => {
    expect(importProblem("nodes/core/graph.ts", { specifier: "node:fs", kind: "value" })).toContain("node:fs");
    expect(importProblem("nodes/core/graph.ts", { specifier: "zod", kind: "value" })).toBeUndefined();
  });
});

describe("reading imports", () => {
  it("tells types, values and dynamic ones apart, over several lines and without comments", () => {
    const text = [
      'import "./a.css";',
      'import type { B } from "./b";',
      "import {",
      "  c,",
      "  type D,",
      '} from "@/c";',
      'export { e } from "./e";',
      '// import x from "./not";',
      'const f = () => import("./f");',
    ].join("\n");
    expect(readImports(text).map(({ specifier, kind }) => `${kind} ${specifier}`)).toEqual([
      "value ./a.css",
      "type ./b",
      "value @/c",
      "value ./e",
      "dynamic ./f",
    ]);
  });

  it("knows a barrel from a file with something of its own", () => {
    expect(isBarrel('export { a } from "./a";\nexport { b } from "./b";\n')).toBe(true);
    expect(isBarrel('export * from "./a";\nexport const b = 1;\n')).toBe(true);
    expect(isBarrel('import { a } from "./a";\nexport const list = [a];\n')).toBe(false);
  });

  it("finds a circle and the way to a file", () => {
    const file = (name: string, ...targets: string[]): SourceFile => ({
      name,
      text: "",
      imports: targets.map((target) => ({ specifier: target, file: target, kind: "value" })),
    });
    const files = [file("a", "b"), file("b", "c"), file("c", "a"), file("d", "c")];
    expect(findCircles(files)).toEqual([["a", "b", "c", "a"]]);
    expect(reachable(files, ["d"]).get("b")).toBe("a");
  });
});
