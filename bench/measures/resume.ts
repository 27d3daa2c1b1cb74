import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { startBenchServer } from "../support/bench-server";
import { httpChain } from "../support/documents";
import { inRounds, type Measure } from "../support/measure";
import { startSlowServer } from "../support/slow-server";

/** From the start of a killed server to the first new node of the run that the kill interrupted. */
export const resume: Measure = {
  name: "resume",
  run: async (context) => {
    const target = await startSlowServer(200);
    try {
      const rounds = await inRounds(context, () => timeResume(target.url));
      return [{ name: "from the start of a killed server to the next node", unit: "ms", rounds, atMost: 2_000 }];
    } finally {
      await target.close();
    }
  },
};

interface View {
  readonly nodes: readonly { readonly status: string }[];
}

async function timeResume(url: string): Promise<number> {
  const server = await startBenchServer();
  try {
    const id = await server.createWorkflow(httpChain(100, url));
    const { id: runId } = await server.start(id, { n: 1 });
    const done = async () => {
      const { nodes } = (await server.send("GET", `/api/v1/runs/${runId}`)) as View;
      return nodes.filter(({ status }) => status === "completed").length;
    };
    while ((await done()) < 5) await delay(20);
    await server.kill();
    const started = performance.now();
    await server.restart();
    const before = await done();
    // The server says that it is ready after it has taken its runs up: what completes from now on is new.
    while ((await done()) <= before) await delay(5);
    return performance.now() - started;
  } finally {
    await server.remove();
  }
}
