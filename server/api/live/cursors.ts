import { z } from "zod";

/** How far a subscription got in each of its topics: the last seq of runs, the last revision of workflows. */
export interface Cursors {
  readonly runs: Map<string, number>;
  readonly workflows: Map<string, number>;
}

const encodedSchema = z.object({
  r: z.record(z.string(), z.number().int()),
  w: z.record(z.string(), z.number().int()),
});

/** All cursors as the id of one message: a connection that comes back with it loses and doubles nothing. */
export function encodeCursors({ runs, workflows }: Cursors): string {
  return JSON.stringify({ r: Object.fromEntries(runs), w: Object.fromEntries(workflows) });
}

/** Moves cursors on to those of an id; one that is not ours is passed over. */
export function advanceTo(cursors: Cursors, id: string | null | undefined): void {
  if (id === null || id === undefined) return;
  const parsed = encodedSchema.safeParse(parseJson(id));
  if (!parsed.success) return;
  for (const [run, seq] of Object.entries(parsed.data.r)) advance(cursors.runs, run, seq);
  for (const [workflow, revision] of Object.entries(parsed.data.w)) advance(cursors.workflows, workflow, revision);
}

/** Only topics that are followed have a cursor. */
function advance(topic: Map<string, number>, id: string, to: number): void {
  const at = topic.get(id);
  if (at !== undefined) topic.set(id, Math.max(at, to));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
