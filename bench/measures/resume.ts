import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { type BenchServer, startBenchServer } from "../support/bench-server";
import { httpChain } from "../support/documents";
import { startMachines } from "../support/machines";
import { inRounds, type Measure } from "../support/measure";
import { type SlowServer, startSlowServer } from "../support/slow-server";

/**
 * From the start of a killed server to the first new node of the run that the kill interrupted; and from the death of one
 * worker to the next node in another one. What the server that they ask takes to answer is none of ours: it answers the
 * started server at once.
 */
export const resume: Measure = {
  name: "resume",
  run: async (context) => {
    const target = await startSlowServer(200);
    try {
      const rounds = await inRounds(context, () => timeResume(target));
      const elsewhere = await inRounds(context, () => timeTakeOver(target));
      return [
        { name: "from the start of a killed server to the first new node", unit: "ms", rounds, atMost: 2_000 },
        { name: "from the death of a worker to the next node elsewhere", unit: "s", rounds: elsewhere, atMost: 20 },
      ];
    } finally {
      await target.close();
    }
  },
};

interface View {
  readonly nodes: readonly { readonly status: string }[];
}

/** How many nodes of a run are completed. */
async function doneOf(server: BenchServer, runId: string): Promise<number> {
  const { nodes } = (await server.send("GET", `/api/v1/runs/${runId}`)) as View;
  return nodes.filter(({ status }) => status === "completed").length;
}

async function timeResume(target: SlowServer): Promise<number> {
  target.slowTo(200);
  const server = await startBenchServer();
  try {
    const id = await server.createWorkflow(httpChain(100, target.url));
    const { id: runId } = await server.start(id, { n: 1 });
    const done = () => doneOf(server, runId);
    while ((await done()) < 5) await delay(20);
    await server.kill();
    target.slowTo(0);
    // The first one is of the node that was interrupted.
    const isNew = target.requests(2);
    const started = performance.now();
    const ready = server.restart();
    await isNew;
    const took = performance.now() - started;
    await ready;
    return took;
  } finally {
    await server.remove();
  }
}

async function timeTakeOver(target: SlowServer): Promise<number> {
  target.slowTo(200);
  const machines = await startMachines();
  try {
    await machines.setWorkers(1);
    const id = await machines.web.createWorkflow(httpChain(100, target.url));
    const { id: runId } = await machines.web.start(id, { n: 1 });
    const done = () => doneOf(machines.web, runId);
    while ((await done()) < 5) await delay(20);
    await machines.setWorkers(2);
    await machines.killOne();
    const killed = performance.now();
    const before = await done();
    while ((await done()) <= before) await delay(20);
    return (performance.now() - killed) / 1_000;
  } finally {
    await machines.close();
  }
}
