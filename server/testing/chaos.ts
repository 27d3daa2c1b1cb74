import type { ChaosRun } from "@/server/testing/check-runs";
import type { Client } from "@/server/testing/client";
import { calledWorkflow, mixedWorkflows } from "@/server/testing/mixed-workflows";

/** The workflows of a chaos test, stored, and what each of them gives when nothing goes wrong. */
export interface Stored {
  readonly kinds: readonly { readonly name: string; readonly id: string; readonly output: ChaosRun["output"] }[];
}

/** Stores a workflow of each kind, and runs it once. */
export async function storeAndRunCalmly(client: Client, url: string): Promise<Stored> {
  const called = await client.createWorkflow({ ...calledWorkflow(url), name: "called" });
  const kinds = mixedWorkflows(url, called).map(async ({ name, workflow }) => {
    const id = await client.createWorkflow({ ...workflow, name });
    const run = await client.untilOver(await client.startRun(id, { tag: `calm-${name}` }, `calm-${name}`));
    if (run.status !== "completed")
      throw new Error(`A calm run of ${name} ended as ${run.status}: ${run.error?.message}`);
    return { name, id, output: run.output };
  });
  return { kinds: await Promise.all(kinds) };
}

/** Starts runs of all kinds, each when its turn comes, and resolves when all of them are over. */
export async function runAll(
  client: Client,
  { kinds }: Stored,
  count: number,
  turnOf: (place: number, count: number) => Promise<void>,
): Promise<ChaosRun[]> {
  const runs = Array.from({ length: count }, async (_, i): Promise<ChaosRun> => {
    await turnOf(i, count);
    const { name, id: workflowId, output } = kinds[i % kinds.length] as Stored["kinds"][number];
    const tag = `${name}-${i}`;
    const id = await client.startRun(workflowId, { tag }, tag);
    await client.untilOver(id);
    return { id, kind: name, tag, output };
  });
  return Promise.all(runs);
}

/** A person who approves everything, and lets what was interrupted run again; one thing they would rather skip. */
export function choose({ nodeId, choices }: { readonly nodeId: string; readonly choices: readonly string[] }): string {
  if (choices.includes("approve")) return "approve";
  return nodeId === "second" ? "skip" : "retry";
}
