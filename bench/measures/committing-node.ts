import { performance } from "node:perf_hooks";
import { request } from "undici";
import { httpChain } from "../support/documents";
import { inRounds, type Measure } from "../support/measure";
import { startSlowServer } from "../support/slow-server";
import { percentile } from "../support/statistics";

const samples = 100;

/** What a node costs that must commit before and after its work, beyond that work: a request to this machine. */
export const committingNode: Measure = {
  name: "committing-node",
  run: async (context) => {
    const server = await context.server();
    const target = await startSlowServer(0);
    try {
      const one = await server.createWorkflow(httpChain(1, target.url));
      const eleven = await server.createWorkflow(httpChain(11, target.url));
      const calls = {
        direct: async (n: number) => void (await (await request(`${target.url}?after=${n}`)).body.text()),
        one: async (n: number) => void (await server.run(one, { n })),
        eleven: async (n: number) => void (await server.run(eleven, { n })),
      };
      await timeInTurn(calls, 20);
      const rounds = await inRounds(context, () => timeInTurn(calls, samples));
      return [
        {
          name: "an http node more, beyond its own call",
          unit: "ms",
          rounds: rounds.map(({ direct, one, eleven }) => (eleven - one) / 10 - direct),
          atMost: 1,
        },
        { name: "its own call", unit: "ms", rounds: rounds.map(({ direct }) => direct) },
      ];
    } finally {
      await target.close();
    }
  },
};

/** The p50 of each call in milliseconds, made in turn so that noise meets all of them alike. */
async function timeInTurn<Name extends string>(
  calls: Readonly<Record<Name, (n: number) => Promise<void>>>,
  count: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(calls) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let n = 0; n < count; n += 1) {
    for (const name of names) {
      const started = performance.now();
      await calls[name](n);
      times[name].push(performance.now() - started);
    }
  }
  return Object.fromEntries(names.map((name) => [name, percentile(times[name], 0.5)])) as Record<Name, number>;
}
