import { expect } from "vitest";
import type { TraceEvent, TraceEventOf } from "@/nodes/core/trace-event";
import type { Database } from "@/server/db/open-database";
import { readEvents } from "@/server/runs/read-events";
import { type Asked, expectCounts } from "@/server/testing/request-counts";

/** A run whose process was killed, however often, and what it has to look like in the end. */
export interface ChaosRun {
  readonly id: string;
  readonly kind: string;
  readonly tag: string;
  readonly output: Record<string, unknown> | null;
}

/** As if nothing had happened: the output of a calm run, nothing completed twice, nothing asked or written twice unasked. Gives its events. */
export async function checkRun(database: Database, run: ChaosRun, asked: Asked): Promise<TraceEvent[]> {
  const about = `${run.kind}, run ${run.id}`;
  const events = await readEvents(database, run.id);
  const isSkipped = events.some((event) => event.type === "node.decided" && event.decision === "skip");
  const output = isSkipped ? {} : run.output;
  const { type, ...last } = (events.at(-1) ?? {}) as Record<string, unknown>;
  expect({ type, output: last.output, error: last.error }, about).toEqual({ type: "run.completed", output });
  expectOnce(events, about);
  expectWholeTexts(events, about);
  expectCounts(events, run, asked, about);
  return events;
}

const placeOf = ({ nodeId, path }: { nodeId: string; path: string }) => `${path}/${nodeId}`;

function isOf<T extends TraceEvent["type"]>(type: T) {
  return (event: TraceEvent): event is TraceEventOf<T> => event.type === type;
}

function expectOnce(events: readonly TraceEvent[], about: string): void {
  const places = events.filter(isOf("node.completed")).map(placeOf);
  expect(new Set(places).size, `${about}: completed twice`).toBe(places.length);
  const seqs = events.map(({ seq }) => seq);
  expect(seqs, `${about}: order`).toEqual([...new Set(seqs)].sort((a, b) => a - b));
}

/** Each piece of text follows the one before, or begins anew after an interruption; the last life's text begins the whole. */
function expectWholeTexts(events: readonly TraceEvent[], about: string): void {
  const texts = new Map<string, string>();
  let isNewLife = new Set<string>();
  for (const event of events) {
    if (event.type === "run.resumed") isNewLife = new Set(texts.keys());
    if (event.type === "node.delta") {
      const key = `${placeOf(event)} ${event.port}`;
      const before = event.offset === 0 && isNewLife.has(key) ? "" : (texts.get(key) ?? "");
      isNewLife.delete(key);
      expect(event.offset, `${about}: a piece of ${key}`).toBe(before.length);
      texts.set(key, before + event.text);
    }
    if (event.type !== "node.completed") continue;
    const key = `${placeOf(event)} text`;
    const text = texts.get(key);
    // A node that was replayed to its end wrote no piece in its last life; the last piece of others may be in the result alone.
    const whole = String(event.output.text);
    if (text !== undefined && !isNewLife.has(key))
      expect(whole.slice(0, text.length), `${about}: text of ${key}`).toBe(text);
  }
}
