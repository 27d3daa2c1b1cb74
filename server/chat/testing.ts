import type { Model } from "@/nodes/core/node-runner";
import { startExchange } from "@/server/chat/start-exchange";
import type { Database } from "@/server/db/open-database";
import type { RunHost } from "@/server/executor/run-host";
import { testHost } from "@/server/executor/testing";
import { newId } from "@/server/new-id";
import { EventWriter } from "@/server/runs/event-writer";
import { runBus } from "@/server/runs/run-bus";
import { forgetSingleton, singleton } from "@/server/singleton";

/** Makes this process's executor one with such a model, until the next call. */
export function answerWith(database: Database, model: Model): RunHost {
  // Whoever follows a run listens to the bus of the process.
  const bus = runBus();
  const owner = `test-${newId()}`;
  const writer = new EventWriter({ database, bus, owner });
  const host = testHost(database, { model, bus, owner, writer });
  for (const [name, value] of [
    ["database", database],
    ["executor", host],
  ] as const) {
    forgetSingleton(name);
    singleton(name, () => Promise.resolve(value));
  }
  return host;
}

/** The id of a new saved agent. */
export async function createTestAgent(database: Database, settings: object = {}, name = "Tester"): Promise<string> {
  const id = newId();
  await database.execute("insert into agents (id, slug, name, settings) values ($1, $2, $3, $4)", [
    id,
    `tester-${id}`,
    name,
    JSON.stringify({ instructions: "Be brief.", ...settings }),
  ]);
  return id;
}

/** Sends a message and waits for the end of its run. */
export async function say(agentId: string, message: string, more: Partial<Parameters<typeof startExchange>[0]> = {}) {
  const exchange = await startExchange({ workspaceId: "default", partner: { agentId }, message, ...more });
  await exchange.run.committed;
  await exchange.run.ended;
  return exchange;
}
