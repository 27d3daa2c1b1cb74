import { AppError } from "@/nodes/core/app-error";
import { errorIssue } from "@/nodes/core/issue";
import type { JsonProblem } from "@/nodes/core/json-schema";
import { describeProblems } from "@/nodes/core/json-schema";

const code = "NODE_INPUT_INVALID";

/** An answer that cannot be taken, with an issue for each place in `field`, such as `value.days`. */
export function invalidAnswer(start: string, field: string, problems: readonly JsonProblem[], hint?: string): AppError {
  const issues = problems.map(({ path, message }) => {
    const at = path === "" ? field : `${field}${path.startsWith("[") ? "" : "."}${path}`;
    return errorIssue(at, code, `${path === "" ? "It" : path} ${message}.`);
  });
  return new AppError(code, `${start} ${describeProblems(problems, "it")}`, {
    field: issues[0]?.path ?? field,
    details: { issues },
    ...(hint === undefined ? {} : { hint }),
  });
}
