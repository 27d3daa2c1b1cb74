import { AppError } from "@/nodes/core/app-error";
import { errorIssue, formatPath } from "@/nodes/core/issue";
import type { ModelEntry } from "./model-entry";
import { modelEntrySchema } from "./model-entry";

/** Throws `REQUEST_INVALID` with a sentence for each wrong field; `details.issues` has their paths. */
export function parseModelEntry(input: unknown): ModelEntry {
  const parsed = modelEntrySchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) =>
    errorIssue(formatPath(path), "REQUEST_INVALID", message),
  );
  const told = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join(" ");
  throw new AppError("REQUEST_INVALID", `The model entry is not right. ${told}`, {
    field: issues[0]?.path,
    details: { issues },
  });
}
