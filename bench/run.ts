/**
 * `npm run bench`: how fast and how small the product is, measured at its public interface. `npm run bench -- NAME …`
 * runs some measures only. It serves the production build of these sources, made first where it is missing.
 */
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { agentStream } from "./measures/agent-stream";
import { canvas } from "./measures/canvas";
import { chain } from "./measures/chain";
import { chat } from "./measures/chat";
import { committingNode } from "./measures/committing-node";
import { ingest } from "./measures/ingest";
import { loop } from "./measures/loop";
import { memory } from "./measures/memory";
import { parallelBranches } from "./measures/parallel-branches";
import { queueLatency } from "./measures/queue-latency";
import { remembering } from "./measures/remembering";
import { resume } from "./measures/resume";
import { reuse } from "./measures/reuse";
import { scaleOut } from "./measures/scale-out";
import { start } from "./measures/start";
import { starter } from "./measures/starter";
import { throughput } from "./measures/throughput";
import { vectorsEmbedded, vectorsPostgres } from "./measures/vectors";
import { type BenchServer, startBenchServer } from "./support/bench-server";
import { describeMachine } from "./support/machine";
import type { Figure, Measure } from "./support/measure";
import { median } from "./support/statistics";
import { formatTable, holds } from "./support/table";

const rounds = 3;
const measures: readonly Measure[] = [
  start,
  chain,
  committingNode,
  parallelBranches,
  agentStream,
  chat,
  throughput,
  loop,
  reuse,
  resume,
  queueLatency,
  scaleOut,
  memory,
  ingest,
  vectorsPostgres,
  vectorsEmbedded,
  remembering,
  starter,
  canvas,
];

const chosen = choose(process.argv.slice(2));
execFileSync(process.execPath, ["scripts/start.mjs", "--build-only"], { stdio: "inherit" });
const machine = describeMachine();
const { figures, failed } = await runAll(chosen);
process.stdout.write(`\n${formatTable(figures)}\n\n`);
process.stdout.write(`${machine.cores} × ${machine.cpu}, ${machine.system}, Node ${machine.node}\n`);
process.stdout.write(`written to ${await save(figures)}\n`);
process.exitCode = failed ? 1 : 0;

function choose(names: readonly string[]): readonly Measure[] {
  for (const name of names) {
    if (measures.some((measure) => measure.name === name)) continue;
    throw new Error(`There is no measure "${name}". There are: ${measures.map((measure) => measure.name).join(", ")}.`);
  }
  return names.length === 0 ? measures : measures.filter(({ name }) => names.includes(name));
}

/** A measure that throws is told and does not keep the others from running. */
async function runAll(list: readonly Measure[]): Promise<{ figures: Figure[]; failed: boolean }> {
  let shared: Promise<BenchServer> | undefined;
  const server = () => {
    shared ??= startBenchServer();
    return shared;
  };
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const all: Figure[] = [];
  let failed = false;
  for (const measure of list) {
    say(`${measure.name} …`);
    try {
      all.push(...(await measure.run({ server, rounds, say })));
    } catch (error) {
      failed = true;
      say(`${measure.name} failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  await (await shared)?.remove();
  return { figures: all, failed };
}

async function save(all: readonly Figure[]): Promise<string> {
  const folder = path.join(import.meta.dirname, "results");
  await mkdir(folder, { recursive: true });
  const at = new Date().toISOString();
  const file = path.join(folder, `${at.replaceAll(":", "-").slice(0, 19)}.json`);
  const results = all.map((figure) => ({ ...figure, value: median(figure.rounds), holds: holds(figure) }));
  await writeFile(file, `${JSON.stringify({ at, machine, results }, undefined, 2)}\n`);
  return path.relative(process.cwd(), file);
}
