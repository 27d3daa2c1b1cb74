import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";
import { readEvents } from "@/server/runs/read-events";
import { inlineLimit, isValueRef } from "@/server/runs/stored-values";
import { valueDigests } from "@/server/runs/value-digests";

describeEachDatabase("digests of large values", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  beforeAll(() => {
    served = serveFrom(opened());
  });
  afterAll(() => served.end());

  /** The reference to the large text that a run was given and passed on. */
  async function largeOf(workflowId: string, text: string): Promise<string> {
    const { id } = (await ask("POST", `/api/v1/workflows/${workflowId}/runs?wait=20`, { input: { n: text } })).json;
    const events = await readEvents(opened(), id);
    const values = events.flatMap((event) => (event.type === "node.completed" ? Object.values(event.output) : []));
    const found = values.find(isValueRef);
    if (found === undefined) throw new Error(`run ${id} stored no value apart`);
    return found.$ref;
  }

  it("are the same for the same contents, in whichever run they are, and only in one's own workspace", async () => {
    const document = chainDocument(1);
    const nodes = document.nodes.map((node) =>
      node.id === "in" ? { ...node, config: { fields: [{ name: "n", type: "text" }] } } : node,
    );
    const through = nodes.map((node) => (node.id === "t0" ? { ...node, config: { expression: "value" } } : node));
    const { id } = (await ask("POST", "/api/v1/workflows", { ...document, nodes: through })).json;
    const long = "x".repeat(inlineLimit + 1);
    const refs = [await largeOf(id, long), await largeOf(id, long), await largeOf(id, `${long}y`)] as const;
    expect(new Set(refs).size).toBe(3);
    const digests = await valueDigests(opened(), "default", [...refs, "nothing"]);
    expect(Object.keys(digests)).toHaveLength(3);
    expect(digests[refs[0]]).toBe(digests[refs[1]]);
    expect(digests[refs[2]]).not.toBe(digests[refs[0]]);
    expect(await valueDigests(opened(), "other", refs)).toEqual({});
  });
});
