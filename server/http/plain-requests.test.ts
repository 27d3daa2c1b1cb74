import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { isPlainSentence } from "@/nodes/core/testing/plain-sentence";
import { fetchApi } from "@/server/api/fetch-api";
import { appRouter } from "@/server/api/root";
import { publicInterface } from "@/server/http/app";
import { ask } from "@/server/http/testing";
import { modelEntrySchema, modelUpdateSchema } from "@/server/models/model-entry";
import { parseModelsFile } from "@/server/models/models-file";

const entry = { id: "a", type: "custom", base_url: "http://127.0.0.1:1", timeouts: { idleMs: 1 }, headers: { A: "b" } };

const routes = publicInterface().routes.flatMap((route) =>
  (["params", "query", "body"] as const).flatMap((part) => {
    const schema = route[part];
    return schema === undefined ? [] : [[`${part} of ${route.method} ${route.path}`, schema] as const];
  }),
);
const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { inputs: readonly z.ZodType[] } }>,
).flatMap(([name, { _def }]) => _def.inputs.map((schema) => [`input of ${name}`, schema] as const));

function anythingFor(schema: z.ZodType): fc.Arbitrary<unknown> {
  const shape = Object.keys((schema as unknown as { shape?: object }).shape ?? {});
  const anything = fc.jsonValue({ maxDepth: 3 });
  return fc.oneof(anything, fc.dictionary(fc.constantFrom(...shape, "nonsense"), anything));
}

describe.each([
  ...routes,
  ...procedures,
  ["an entry of a model", modelEntrySchema] as const,
  ["a change of a model", modelUpdateSchema] as const,
])("%s", (_, schema) => {
  it("says in sentences what is wrong, whatever is sent", async () => {
    await fc.assert(
      fc.asyncProperty(anythingFor(schema), async (value) => {
        const { error } = await schema.safeParseAsync(value);
        for (const { message } of error?.issues ?? []) expect(message).toSatisfy(isPlainSentence);
      }),
      { numRuns: 60 },
    );
  });
});

it("models.yaml is told in sentences what is wrong in it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(entry), "nonsense"), fc.jsonValue({ maxDepth: 2 }), (key, value) => {
      const { problems } = parseModelsFile(JSON.stringify({ models: [{ ...entry, [key]: value }] }));
      for (const { message } of problems) expect(message).toSatisfy(isPlainSentence);
    }),
    { numRuns: 300 },
  );
});

it("a refused request reads as sentences, to programs and to pages", async () => {
  const { json } = await ask("GET", "/api/v1/runs?limit=abc&status=odd");
  expect(json).toMatchObject({
    status: 422,
    field: "limit",
    detail: expect.stringContaining(
      "There is something wrong in the address. limit: Write a number. status: Write one of",
    ),
    issues: [{ path: "limit", message: "Write a number." }, { path: "status" }],
  });
  const input = encodeURIComponent(JSON.stringify({ id: 7 }));
  const request = new Request(`http://127.0.0.1/api/trpc/runs.get?input=${input}`, { headers: { host: "127.0.0.1" } });
  const { error } = (await (await fetchApi(request)).json()) as { error: { data: { app: { message: string } } } };
  expect(error.data.app.message).toBe("There is something wrong in the request. id: Write a text, not a number.");
});
