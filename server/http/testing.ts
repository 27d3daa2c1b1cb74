import { setBootState } from "@/server/boot-state";
import type { Database } from "@/server/db/open-database";
import { stopExecutor } from "@/server/executor/executor";
import { publicInterface } from "@/server/http/app";
import { forgetRegistry } from "@/server/models/registry";
import { forgetSingleton, singleton } from "@/server/singleton";

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered.
  readonly json: any;
  readonly text: string;
  readonly headers: Headers;
}

/** The process of a test serves from this database until `end`. */
export function serveFrom(database: Database): { readonly end: () => Promise<void> } {
  forgetSingleton("database");
  singleton("database", () => Promise.resolve(database));
  forgetRegistry();
  setBootState({ phase: "ready" });
  return {
    end: async () => {
      await stopExecutor();
      forgetSingleton("database");
    },
  };
}

/** A request to the public interface as a program on this machine sends it. */
export async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await send(method, path, body, headers);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "") && text !== "";
  return { status: response.status, json: isJson ? JSON.parse(text) : undefined, text, headers: response.headers };
}

export async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const request = new Request(`http://127.0.0.1${path}`, {
    method,
    headers: {
      host: "127.0.0.1:3000",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
  return publicInterface().fetch(request);
}

const at = (x: number) => ({ x, y: 0 });

/** `input.n` through so many additions of one to the output `answer`. */
export function chainDocument(length: number, settings: object = {}) {
  const ids = Array.from({ length }, (_, i) => `t${i}`);
  const path = ["in", ...ids, "out"];
  return {
    format: "heddle.workflow",
    version: 1,
    name: `Chain of ${length}`,
    nodes: [
      { id: "in", type: "input", position: at(0), config: { fields: [{ name: "n", type: "number", required: true }] } },
      ...ids.map((id, i) => ({
        id,
        type: "transform",
        position: at(280 * (i + 1)),
        config: { expression: "value + 1" },
      })),
      { id: "out", type: "output", position: at(280 * (length + 1)), config: { name: "answer" } },
    ],
    connections: path.slice(1).map((target, i) => ({
      id: `c${i}`,
      source: path[i],
      sourceHandle: i === 0 ? "n" : "value",
      target,
      targetHandle: "value",
    })),
    settings,
  };
}
