import { describe, expect, it } from "vitest";
import { readServerEvents, type ServerEvent } from "./read-server-events";

function bodyOf(chunks: readonly Uint8Array[], onCancel = () => {}): ReadableStream<Uint8Array> {
  const left = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const next = left.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
    cancel: onCancel,
  });
}

async function collect(events: AsyncIterable<ServerEvent>): Promise<ServerEvent[]> {
  const all: ServerEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const text =
  ':\n\nevent: progress\ndata: {"status":"größer"}\n\n: ping\n\ndata: a\ndata: b\n\nevent: done\ndata: {}\n\n';
const events: ServerEvent[] = [
  { event: "progress", data: '{"status":"größer"}' },
  { event: "message", data: "a\nb" },
  { event: "done", data: "{}" },
];

describe("readServerEvents", () => {
  it("reads the same events wherever the bytes are cut", async () => {
    const bytes = new TextEncoder().encode(text);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const read = await collect(readServerEvents(bodyOf([bytes.slice(0, cut), bytes.slice(cut)])));
      expect(read).toEqual(events);
    }
  });

  it("drops an event that the end of the stream cut off", async () => {
    const cut = new TextEncoder().encode(`${text}data: half`);
    expect(await collect(readServerEvents(bodyOf([cut])))).toEqual(events);
  });

  it("cancels the request when nobody reads on", async () => {
    let isCanceled = false;
    const endless = bodyOf([new TextEncoder().encode(text), new TextEncoder().encode(text)], () => {
      isCanceled = true;
    });
    for await (const _ of readServerEvents(endless)) break;
    expect(isCanceled).toBe(true);
  });
});
