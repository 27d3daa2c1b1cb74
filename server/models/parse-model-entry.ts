import type { z } from "zod";
import { AppError } from "@/nodes/core/app-error";
import { errorIssue, formatPath } from "@/nodes/core/issue";
import type { ModelEntry } from "./model-entry";
import { modelEntrySchema, modelUpdateSchema } from "./model-entry";

/** Throws `REQUEST_INVALID` with a sentence for each wrong field; `details.issues` has their paths. */
export function parseModelEntry(input: unknown): ModelEntry {
  return parse(modelEntrySchema, input);
}

/** The same for what replaces an entry. */
export function parseModelUpdate(input: unknown): z.output<typeof modelUpdateSchema> {
  return parse(modelUpdateSchema, input);
}

function parse<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) =>
    errorIssue(formatPath(path), "REQUEST_INVALID", message),
  );
  const told = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join(" ");
  throw new AppError("REQUEST_INVALID", `The model entry is not right. ${told}`, {
    field: issues[0]?.path || undefined,
    details: { issues },
  });
}
