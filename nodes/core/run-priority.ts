import type { Priority } from "@/nodes/core/workflow";

/** So far apart that what a person waits for never comes before a workflow of a higher priority. */
const levels: Record<Priority, number> = { high: 10, normal: 0, low: -10 };

/** What starts runs that nobody watches: triggers on their own time. */
const unwatched: ReadonlySet<string> = new Set(["schedule", "file-watch"]);

/**
 * Place of a run among those that wait for a slot or for a place of their workflow: higher first, and within the same
 * number first come, first served. Of two workflows of the same priority the run that somebody waits for goes first.
 */
export function runPriority(settings: { readonly priority?: Priority }, trigger: string): number {
  return levels[settings.priority ?? "normal"] + (unwatched.has(trigger) ? 0 : 1);
}
