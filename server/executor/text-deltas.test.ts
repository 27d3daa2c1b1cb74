import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import { joinMs, TextDeltas } from "@/server/executor/text-deltas";

describe("text that is being written", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function deltas() {
    const events: NewTraceEvent[] = [];
    const writer = new TextDeltas((event) => events.push(event), { nodeId: "a", path: "", attempt: 1 });
    return {
      writer,
      pieces: () =>
        events.map((event) => (event.type === "node.delta" ? `${event.port}@${event.offset}:${event.text}` : "")),
    };
  }

  test("leaves at once, and then joined for at most 50 ms", () => {
    const { writer, pieces } = deltas();
    writer.add("text", "a");
    expect(pieces()).toEqual(["text@0:a"]);
    writer.add("text", "b");
    vi.advanceTimersByTime(joinMs - 1);
    writer.add("text", "c");
    expect(pieces()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(pieces()).toEqual(["text@0:a", "text@1:bc"]);
    vi.advanceTimersByTime(joinMs);
    writer.add("text", "d");
    expect(pieces().at(-1)).toBe("text@3:d");
  });

  test("keeps ports apart, and passes over what is empty", () => {
    const { writer, pieces } = deltas();
    writer.add("text", "a");
    writer.add("text", "");
    writer.add("other", "x");
    writer.add("text", "b");
    vi.advanceTimersByTime(joinMs);
    expect(pieces()).toEqual(["text@0:a", "text@1:b", "other@0:x"]);
  });

  test("writes nothing after it was stopped", () => {
    const { writer, pieces } = deltas();
    writer.add("text", "a");
    writer.add("text", "b");
    writer.stop();
    vi.advanceTimersByTime(10 * joinMs);
    expect(pieces()).toEqual(["text@0:a"]);
  });
});
