import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { startServer, type TestServer } from "../../e2e/support/server";
import { groupMemory } from "../support/group-memory";
import { type Figure, inRounds, type Measure } from "../support/measure";

const idleMs = 15_000;

/** How long a built server takes until its health check answers, and how much memory it holds when nobody asks it. */
export const start: Measure = {
  name: "start",
  run: async (context) => {
    const rounds = await inRounds(context, async () => {
      const began = performance.now();
      const server = await startServer();
      const fresh = performance.now() - began;
      try {
        const idleFresh = await idleMemory(server);
        await server.stop();
        const again = performance.now();
        await server.restart();
        const existing = performance.now() - again;
        return { fresh, idleFresh, existing, idle: await idleMemory(server) };
      } finally {
        await server.remove();
      }
    });
    return [
      {
        name: "start to health, existing data folder",
        unit: "ms",
        rounds: rounds.map(({ existing }) => existing),
        atMost: 1500,
      },
      { name: "start to health, new data folder", unit: "ms", rounds: rounds.map(({ fresh }) => fresh), atMost: 4500 },
      { name: "idle memory, existing data folder", unit: "MB", rounds: rounds.map(({ idle }) => idle), atMost: 400 },
      {
        name: "idle memory, new data folder",
        unit: "MB",
        rounds: rounds.map(({ idleFresh }) => idleFresh),
        atMost: 400,
      },
    ] satisfies Figure[];
  },
};

async function idleMemory(server: TestServer): Promise<number> {
  await delay(idleMs);
  return groupMemory(server.pid());
}
