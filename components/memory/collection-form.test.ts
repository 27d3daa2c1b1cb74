import { describe, expect, it } from "vitest";
import { collectionProblems, emptyCollection, newCollectionOf, splitOf, splitProblems } from "./collection-form";

describe("the form of a collection", () => {
  it("needs a name and sizes that fit each other", () => {
    expect(collectionProblems(emptyCollection)).toEqual({ name: "Write a name." });
    const form = { ...emptyCollection, name: "Handbook" };
    expect(collectionProblems(form)).toEqual({});
    expect(collectionProblems({ ...form, chunkSize: null })).toMatchObject({ chunkSize: expect.any(String) });
    expect(splitProblems({ chunkSize: 100, overlap: 60 })).toEqual({
      overlap: "Write a whole number from 0 to 50, half of a passage.",
    });
    expect(splitProblems({ chunkSize: 10, overlap: 0 })).toHaveProperty("chunkSize");
    expect(splitProblems({ chunkSize: 100.5, overlap: 0 })).toHaveProperty("chunkSize");
  });

  it("keeps settings that are there and fills in the others", () => {
    expect(splitOf({ chunkSize: 500, overlap: "odd", topics: [] })).toEqual({
      chunkSize: 500,
      overlap: 32,
      language: "auto",
    });
    expect(newCollectionOf({ ...emptyCollection, name: " Handbook ", overlap: 0 })).toEqual({
      name: "Handbook",
      description: "",
      embedder: "default",
      settings: { chunkSize: 256, overlap: 0, language: "auto" },
    });
  });
});
