import { describe, expect, it } from "vitest";
import { definitions } from "@/nodes/definitions";
import { errorChoices, withPolicy } from "./policy";

describe("withPolicy", () => {
  it("keeps what differs from the defaults", () => {
    expect(withPolicy(undefined, { retries: 2 })).toEqual({ retries: 2 });
    expect(withPolicy({ retries: 2 }, { timeoutMs: 5_000 })).toEqual({ retries: 2, timeoutMs: 5_000 });
    expect(withPolicy(undefined, { idempotent: false })).toEqual({ idempotent: false });
    expect(withPolicy({ cache: "never" }, { retries: 2 })).toEqual({ cache: "never", retries: 2 });
  });

  it("drops what is back at its default, and the policy when nothing is left", () => {
    expect(withPolicy({ retries: 2, onError: "branch" }, { retries: 0 })).toEqual({ onError: "branch" });
    expect(withPolicy({ timeoutMs: 5_000 }, { timeoutMs: undefined })).toBeUndefined();
  });
});

describe("errorChoices", () => {
  it("does not offer to go on where the outputs are the decision", () => {
    const values = (type: string) => errorChoices(definitions.get(type)).map((choice) => choice.value);
    expect(values("condition")).toEqual(["stop", "branch"]);
    expect(values("agent")).toEqual(["stop", "continue", "branch"]);
  });
});
