import { describe, expect, it } from "vitest";
import type { Capabilities } from "@/nodes/core/workflow";
import { capabilityLines, joinCapabilities, withoutCapability } from "./capability-lines";

const all: Capabilities = { hosts: ["*", "a.com"], files: ["notes"], code: true, commands: ["git"] };

describe("capabilities", () => {
  it("are one line each, and each line takes its own away", () => {
    const lines = capabilityLines(all);
    expect(lines).toHaveLength(5);
    const left = lines.reduce(withoutCapability, all);
    expect(left).toEqual({ hosts: [], files: [], code: false, commands: [] });
  });

  it("join without doubles", () => {
    const joined = joinCapabilities(all, { hosts: ["a.com", "b.com"], files: [], code: false, commands: [] });
    expect(joined).toEqual({ ...all, hosts: ["*", "a.com", "b.com"] });
  });
});
