import { describe, expect, it } from "vitest";
import { jobProgress } from "./job-progress";

const running = { status: "running", done: 0, total: null } as const;

describe("jobProgress", () => {
  it("says how many of how many", () => {
    expect(jobProgress({ ...running, stage: "reading", done: 12, total: 40 })).toEqual({
      label: "Reading",
      detail: "12 of 40 pages",
      value: 0.3,
    });
    expect(jobProgress({ ...running, stage: "embedding", done: 300, total: 1_200 }).detail).toBe(
      "300 of 1,200 passages",
    );
    expect(jobProgress({ ...running, stage: "reading", done: 0, total: 1 }).detail).toBe("0 of 1 page");
  });

  it("has no bar while the end is not known", () => {
    expect(jobProgress({ ...running, stage: "reading", done: 3 })).toEqual({
      label: "Reading",
      detail: "3 pages",
      value: null,
    });
    expect(jobProgress({ ...running, stage: "embedding", total: 0 })).toMatchObject({ detail: undefined, value: null });
  });

  it("waits, and shows a stage that it does not know by its own word", () => {
    expect(jobProgress({ ...running, status: "queued", stage: "" }).label).toBe("Waiting for its turn");
    expect(jobProgress({ ...running, stage: "polishing", done: 1, total: 2 })).toMatchObject({
      label: "Polishing",
      detail: "1 of 2",
    });
    expect(jobProgress({ ...running, stage: "" }).label).toBe("Working");
  });
});
