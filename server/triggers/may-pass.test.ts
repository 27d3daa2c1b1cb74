import { expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import { folderProblem } from "@/server/files/workspace-folder";
import { mayPass } from "@/server/triggers/may-pass";

const failed = (code: string) => Object.assign(new Error(code), { code });

test.each(["57P01", "40001", "CONNECTION_CLOSED", "CONNECTION_ENDED", "ECONNREFUSED", "EMFILE", "EIO", "ESTALE"])(
  "%s may pass, also where it stands behind something else",
  (code) => {
    expect(mayPass(failed(code))).toBe(true);
    expect(mayPass(new Error("outside", { cause: failed(code) }))).toBe(true);
  },
);

test.each(["23505", "22P02", "EACCES", "ENOENT"])("%s does not pass by itself", (code) => {
  expect(mayPass(failed(code))).toBe(false);
});

test("an error of ours says so itself", () => {
  expect(mayPass(new AppError("CANCELED", "stopping", { retryable: true }))).toBe(true);
  expect(mayPass(new AppError("WORKFLOW_INVALID", "broken"))).toBe(false);
  expect(mayPass("thrown")).toBe(false);
});

test("a folder that cannot be read for a moment is not said to be closed to us", () => {
  expect(folderProblem("inbox", failed("EMFILE"))).toMatchObject({ code: "INTERNAL", retryable: true });
  expect(folderProblem("inbox", failed("EMFILE")).userMessage).toMatch(/at the moment \(EMFILE\)/);
  expect(folderProblem("inbox", failed("EACCES"))).toMatchObject({ code: "PERMISSION_NEEDED" });
  expect(folderProblem("inbox", failed("ENOENT"))).toMatchObject({ code: "NOT_FOUND" });
});
