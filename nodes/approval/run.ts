import { AppError } from "../core/app-error";
import type { JsonObject, JsonValue } from "../core/json";
import { describeProblems, validateJson } from "../core/json-schema";
import type { NodeRunner } from "../core/node-runner";
import type { ApprovalConfig } from "./definition";
import { formDefaults } from "./form-defaults";

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
  if (answer.decision !== "due") return { [ports[answer.decision]]: answer.value === undefined ? value : answer.value };
  if (onTimeout === "fail") throw nobodyDecided(timeoutMs);
  const isFilledIn = onTimeout === "approve" && form !== undefined;
  return { [ports[onTimeout]]: isFilledIn ? untouchedForm(form as JsonObject, timeoutMs) : value };
};

const ports = { approve: "approved", reject: "rejected" } as const;

/** What a form holds that nobody has touched. Throws where that is not what it asks for. */
function untouchedForm(form: JsonObject, timeoutMs: number | undefined): JsonValue {
  const value = formDefaults(form);
  const problems = validateJson(form, value);
  if (problems.length === 0) return value;
  throw new AppError(
    "TIMED_OUT",
    `${waited(timeoutMs)}, and what its form has by default is no answer to it: ${describeProblems(problems, "it")}`,
    {
      field: "form",
      hint: "Give each required field of the form a default, or let it reject or fail without an answer.",
    },
  );
}

function nobodyDecided(timeoutMs: number | undefined): AppError {
  return new AppError("TIMED_OUT", `${waited(timeoutMs)}.`, {
    field: "timeoutMs",
    hint: "Give people more time, or choose what happens without an answer.",
  });
}

function waited(timeoutMs = 0): string {
  return `Nobody decided within ${timeoutMs.toLocaleString("en-US")} ms (timeoutMs)`;
}
