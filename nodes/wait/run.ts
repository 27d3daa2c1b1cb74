import { AppError } from "../core/app-error";
import type { JsonValue } from "../core/json";
import type { NodeRunner } from "../core/node-runner";
import { longestWaitMs, type WaitConfig } from "./definition";

/** The value goes on when the time has come. */
export const runWait: NodeRunner<WaitConfig> = async ({ config, inputs, render, sleep }) => {
  const { ms, until } = config;
  if (until === undefined) await sleep(() => Date.now() + (ms ?? 0), true);
  else await sleep(() => timeOf(render(until, { field: "until" })));
  return { value: inputs.value as JsonValue };
};

function timeOf(text: string): number {
  const time = Date.parse(text.trim());
  if (Number.isNaN(time))
    throw new AppError("NODE_CONFIG_INVALID", `${JSON.stringify(text.slice(0, 80))} is no date and time.`, {
      field: "until",
      hint: "Write it as ISO 8601, such as 2030-01-31T09:00:00Z.",
    });
  const day = missingDay(text.trim());
  if (day !== undefined)
    throw new AppError("NODE_CONFIG_INVALID", `There is no date ${day}: that month has fewer days.`, {
      field: "until",
      hint: "Write a day that the calendar has, as ISO 8601, such as 2030-01-31T09:00:00Z.",
    });
  if (time - Date.now() > longestWaitMs)
    throw new AppError("LIMIT_EXCEEDED", `${text.trim()} is more than a year away.`, { field: "until" });
  return time;
}

/** The 31st of February is read as the 3rd of March: nobody meant that. */
function missingDay(text: string): string | undefined {
  const [date, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?=\D|$)/.exec(text) ?? [];
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return date !== undefined && Number(day) > days ? date : undefined;
}
