import { expect } from "vitest";
import { nodeRunKey } from "@/nodes/core/node-run";
import type { TraceEvent, TraceEventOf } from "@/nodes/core/trace-event";
import { pathOfAgent, placeOfRequest, type RequestPlace } from "@/server/testing/request-places";

/** What came to the stubs, with the time in milliseconds since 1970. */
export interface Asked {
  readonly arrivals: readonly { readonly request: string; readonly at: number }[];
  readonly modelCalls: readonly ModelCall[];
}

interface ModelCall {
  readonly at: number;
  readonly messages: readonly { readonly role: string; readonly content: string | null }[];
}

interface Asker {
  readonly kind: string;
  readonly tag: string;
}

/**
 * Nothing was requested unasked: each request belongs to one node run, which made it once, and once more for each time that a
 * crash interrupted it (a write: that a person said so), and never after the node run, or the step of an agent, was over.
 */
export function expectCounts(events: readonly TraceEvent[], run: Asker, asked: Asked, about: string): void {
  const prefix = new RegExp(`^(\\w+) /${run.tag}/(.+)$`);
  const arrivals = asked.arrivals.flatMap(({ request, at }) => {
    const [, method, name] = prefix.exec(request) ?? [];
    return method === undefined || name === undefined ? [] : [{ method, name, at }];
  });
  const calls = callsOf(run, asked);
  expect([arrivals.length > 0, calls.length > 0], `${about}: requests, and calls of a model`).toEqual([
    true,
    run.kind.includes("agent"),
  ]);
  for (const all of Map.groupBy(arrivals, ({ method, name }) => `${method} ${name}`).values()) {
    const { method, name } = all[0] as (typeof all)[number];
    const what = `${about}: ${method} ${name}`;
    const place = placeOfRequest(run.kind, name);
    const [key, ...others] = placesOf(events, place);
    expect([key, others], `${what} belongs to one node run`).toEqual([expect.any(String), []]);
    const own = events.filter((event) => "nodeId" in event && keyOf(event) === key);
    const again = method === "POST" ? own.filter(isAllowed) : own.filter(isInterrupted);
    expectAtMost(all, 1 + again.length, own.find(isOf("node.completed"))?.at, what);
  }
  for (const all of Map.groupBy(calls, stepOf).values()) expectSteps(events, run, all, about);
}

/** The calls of one step of an agent: after its answer is in the log, it is never asked again. */
function expectSteps(events: readonly TraceEvent[], run: Asker, calls: readonly ModelCall[], about: string): void {
  const [first] = calls as [ModelCall];
  const asked = textOf(first, "user");
  const step = countOf(first, "tool");
  const key = nodeRunKey("boss", pathOfAgent(run.kind, asked));
  const own = events.filter((event) => "nodeId" in event && keyOf(event) === key);
  const spans = [
    ...new Set(
      own
        .filter(isOf("span.started"))
        .filter(isModel)
        .map(({ spanId }) => spanId),
    ),
  ];
  const ends = own.filter(isOf("span.ended"));
  const endOf = (place: number) => ends.find(({ spanId }) => spanId === spans[place]);
  const end = endOf(step);
  const what = `${about}: step ${step} of ${key}, asked "${asked}"`;
  expect(end, `${what} has an answer`).toBeDefined();
  // A step is asked when the answer of the one before it is in the log.
  const since = step === 0 ? 0 : (endOf(step - 1)?.seq ?? 0);
  const interrupted = own.filter(isInterrupted).filter(({ seq }) => seq > since && seq < (end?.seq ?? 0));
  expectAtMost(calls, 1 + interrupted.length, end?.at, what);
}

function expectAtMost(all: readonly { readonly at: number }[], most: number, endAt: number | undefined, what: string) {
  expect(all.length, `${what} was requested again unasked`).toBeLessThanOrEqual(most);
  const late = all.filter(({ at }) => at > (endAt ?? Number.POSITIVE_INFINITY));
  expect(late, `${what} was requested after it was over`).toEqual([]);
}

function placesOf(events: readonly TraceEvent[], { nodeId, path, isTool }: RequestPlace): string[] {
  const isThere = (found: string) => (isTool === true ? found.startsWith(`${path}#`) : found === path);
  const own = events.filter(isOf("node.started")).filter((event) => event.nodeId === nodeId && isThere(event.path));
  return [...new Set(own.map(keyOf))];
}

function callsOf({ tag }: Asker, { modelCalls }: Asked): ModelCall[] {
  return modelCalls.filter((call) => textOf(call, "system") === tag);
}

const stepOf = (call: ModelCall) => `${textOf(call, "user")} ${countOf(call, "tool")}`;
const textOf = ({ messages }: ModelCall, role: string) => messages.find((one) => one.role === role)?.content ?? "";
const countOf = ({ messages }: ModelCall, role: string) => messages.filter((one) => one.role === role).length;

const keyOf = ({ nodeId, path }: { nodeId: string; path: string }) => nodeRunKey(nodeId, path);
const isModel = ({ kind }: TraceEventOf<"span.started">) => kind === "model";
const isInterrupted = (event: TraceEvent) => event.type === "node.retried" && event.error === "interrupted";
const isAllowed = (event: TraceEvent) => event.type === "node.decided" && event.decision === "retry";

function isOf<T extends TraceEvent["type"]>(type: T) {
  return (event: TraceEvent): event is TraceEventOf<T> => event.type === type;
}
