import { AppError } from "../core/app-error";
import type { JsonObject, JsonValue } from "../core/json";
import type { NodeRunner } from "../core/node-runner";
import type { ApprovalConfig } from "./definition";

/** The value leaves the way that the person chose, as the person left it. */
export const runApproval: NodeRunner<ApprovalConfig> = async ({ config, inputs, render, ask }) => {
  const { form, timeoutMs, onTimeout } = config;
  const value = inputs.value as JsonValue;
  const text = render(config.show, { field: "show" });
  const answer = await ask({
    title: render(config.title, { field: "title" }),
    ...(text === "" ? {} : { text }),
    value,
    ...(form === undefined ? {} : { form: form as JsonObject }),
    ...(timeoutMs === undefined ? {} : { timeoutMs, onTimeout }),
  });
  if (answer.decision === "due" && onTimeout === "fail") throw nobodyDecided(timeoutMs ?? 0);
  const decision = answer.decision === "due" ? onTimeout : answer.decision;
  return { [decision === "approve" ? "approved" : "rejected"]: answer.value === undefined ? value : answer.value };
};

function nobodyDecided(timeoutMs: number): AppError {
  return new AppError("TIMED_OUT", `Nobody decided within ${timeoutMs.toLocaleString("en-US")} ms (timeoutMs).`, {
    field: "timeoutMs",
    hint: "Give people more time, or choose what happens without an answer.",
  });
}
