import type { NodeRunner } from "../core/node-runner";
import type { ScheduleConfig } from "./definition";

/** Gives the time that the run was due. */
export const runSchedule: NodeRunner<ScheduleConfig> = ({ run: { input, startedAt } }) => ({
  at: typeof input.at === "string" ? input.at : startedAt,
});
