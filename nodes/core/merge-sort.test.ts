import fc from "fast-check";
import { expect, it } from "vitest";
import { sortWith } from "./merge-sort";

it("sorts as a stable sort does", async () => {
  const item = fc.record({ key: fc.integer({ min: 0, max: 5 }), place: fc.integer() });
  await fc.assert(
    fc.asyncProperty(fc.array(item), async (list) => {
      const sorted = await sortWith(list, async (a, b) => a.key > b.key);
      expect(sorted).toEqual([...list].sort((a, b) => a.key - b.key));
    }),
  );
});
