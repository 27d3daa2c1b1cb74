import { describe, expect, it } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import { parseModelEntry } from "@/server/models/parse-model-entry";
import { formErrors } from "./form-errors";

/** As the server sends it. */
function refusalOf(entry: unknown) {
  try {
    parseModelEntry(entry);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const issues = (thrown.details?.issues ?? []) as { path: string; message: string }[];
    return {
      code: thrown.code,
      message: thrown.userMessage,
      field: thrown.field,
      issues: issues.map((issue) => ({ ...issue, code: "REQUEST_INVALID" as const, severity: "error" as const })),
    };
  }
  throw new Error("the entry was taken");
}

describe("formErrors", () => {
  it("puts each finding under its field, as a sentence", () => {
    const { fields, other } = formErrors(refusalOf({ id: "a b", type: "custom", base_url: "localhost:1234" }));
    expect(fields.base_url).toMatch(/^It has no scheme: write http:\/\/localhost:1234\.$/);
    expect(fields.id).toMatch(/^It must be /);
    expect(other).toBeUndefined();
  });

  it("counts what is inside a field to the field", () => {
    const { fields } = formErrors(refusalOf({ id: "a", type: "ollama", timeouts: { totalMs: -1 } }));
    expect(Object.keys(fields)).toEqual(["timeouts"]);
    expect(fields.timeouts).not.toMatch(/expected|>=/);
  });

  it("keeps what belongs to no field", () => {
    const error = { code: "NETWORK_FAILED", message: "The server does not answer." } as const;
    expect(formErrors(error)).toEqual({ fields: {}, other: error });
  });

  it("takes the one field of an error without findings", () => {
    const { fields } = formErrors({ code: "CONFLICT", message: "There is a model “a” already.", field: "id" });
    expect(fields).toEqual({ id: "There is a model “a” already." });
  });
});
