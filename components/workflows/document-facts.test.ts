import { describe, expect, it } from "vitest";
import { definitions } from "@/nodes/definitions";
import { documentFacts } from "./document-facts";

const document = {
  format: "heddle.workflow",
  version: 1,
  name: "Fetch a page",
  description: "Reads it.",
  nodes: [
    { id: "get", type: "http", name: "Page", position: { x: 0, y: 0 }, config: { url: "https://example.com/a" } },
    { id: "answer", type: "output", position: { x: 320, y: 0 } },
  ],
  connections: [{ id: "c1", source: "get", sourceHandle: "body", target: "answer", targetHandle: "value" }],
  requires: { capabilities: { hosts: [], code: false } },
};

describe("documentFacts", () => {
  it("computes what the workflow reaches, and does not believe the file's own claim", () => {
    const facts = documentFacts(JSON.stringify(document), definitions);
    expect(facts.name).toBe("Fetch a page");
    expect(facts.graph?.requires.capabilities.hosts).toEqual(["example.com"]);
    expect(facts.graph?.nodeTypes).toEqual(["http", "output"]);
    expect(facts.graph?.sketch.nodes).toHaveLength(2);
  });

  it("names nodes as people do, also in a document that is refused", () => {
    const broken = {
      ...document,
      connections: [{ id: "c1", source: "gone", sourceHandle: "x", target: "get", targetHandle: "y" }],
    };
    const facts = documentFacts(JSON.stringify(broken), definitions);
    expect(facts.graph).toBeUndefined();
    expect(facts.name).toBe("Fetch a page");
    expect(Object.fromEntries(facts.nodeNames)).toEqual({ get: "Page", answer: "Output" });
  });

  it("says on which line a text is cut off, or stops being JSON", () => {
    const text = JSON.stringify(document, null, 2);
    expect(documentFacts(text.slice(0, 60), definitions).syntaxError).toMatch(/ends too early, at line 4/);
    for (let length = 0; length < text.length; length += 1) {
      expect(documentFacts(text.slice(0, length), definitions).syntaxError, text.slice(0, length)).toMatch(/too early/);
    }
    expect(documentFacts('{\n  "a": 1,\n  oops\n}', definitions).syntaxError).toMatch(/^Line 3: /);
  });

  it("takes well-formed JSON that is no document for what it is", () => {
    expect(documentFacts("42", definitions)).toEqual({ nodeNames: new Map() });
    expect(documentFacts('{"nodes": 7}', definitions).graph).toBeUndefined();
  });
});
