import { describe, expect, it } from "vitest";
import { capabilitiesOf, modelTypes } from "@/server/models/model-entry";
import { capabilities, capabilityLabels, usualWords, withCapability } from "./capabilities";

const chat = capabilities[0];

describe("capabilities", () => {
  it("expects of each type what the server expects of it", () => {
    for (const type of modelTypes) expect(usualWords[type]).toEqual(capabilitiesOf({ id: "x", type }));
  });

  it("switches all words of a checkbox, and keeps those it does not know", () => {
    if (!chat) throw new Error("there is no first capability");
    expect(withCapability(["text", "chat", "house-style"], chat, false)).toEqual(["house-style"]);
    expect(withCapability(["house-style"], chat, true)).toEqual(["house-style", "text", "chat"]);
    expect(capabilityLabels(["chat", "house-style"])).toEqual(["Chat", "house-style"]);
  });
});
