import { describe, expect, test } from "vitest";
import { AppError, errorCodes, fromRunError, httpStatusOf, isAppError, toAppError, toRunError } from "./app-error";

describe("an error", () => {
  test("says to the log and to people what each needs, and whether to try again", () => {
    const error = new AppError("UPSTREAM_FAILED", "503 from 10.0.0.1", { userMessage: "The server is busy." });
    expect(error).toMatchObject({ message: "503 from 10.0.0.1", userMessage: "The server is busy.", retryable: true });
    expect(new AppError("NOT_FOUND", "no").retryable).toBe(false);
    expect(new AppError("UPSTREAM_FAILED", "no", { retryable: false }).retryable).toBe(false);
  });

  test("is known across copies of its module", () => {
    const copy = { [Symbol.for("heddle.AppError")]: true, code: "NOT_FOUND", message: "x", userMessage: "x" };
    expect(isAppError(copy)).toBe(true);
    expect(toAppError(copy)).toBe(copy);
    for (const other of [null, undefined, "x", 1, {}, new Error("x")]) expect(isAppError(other)).toBe(false);
  });

  test("has an HTTP status for each code", () => {
    for (const code of errorCodes) expect(httpStatusOf[code]).toBeGreaterThanOrEqual(400);
  });
});

describe("what was thrown", () => {
  test("an abort is a cancel, all else that we did not expect is ours, without its text", () => {
    expect(toAppError(new DOMException("aborted", "AbortError")).code).toBe("CANCELED");
    const run = toRunError(new TypeError("cannot read x of undefined"), "a");
    expect(run).toEqual({ code: "INTERNAL", nodeId: "a", message: expect.not.stringContaining("undefined") });
    expect(toAppError("text").message).toBe("text");
    expect(toAppError(undefined).code).toBe("INTERNAL");
  });

  test("has one shape in events, with its cause as a sentence", () => {
    const cause = new Error("connect ECONNREFUSED");
    const error = new AppError("NETWORK_FAILED", "x", {
      userMessage: "No answer.",
      hint: "Start it.",
      field: "url",
      cause,
    });
    const run = toRunError(error, "a");
    expect(run).toEqual({
      code: "NETWORK_FAILED",
      message: "No answer.",
      nodeId: "a",
      field: "url",
      cause: "connect ECONNREFUSED.",
      hint: "Start it.",
    });
    const { nodeId: _, ...rest } = run;
    expect(toRunError(fromRunError(run))).toEqual(rest);
  });

  test("names the innermost cause, which the ones around it hide", () => {
    const socket = new AggregateError([new Error("connect ECONNREFUSED ::1:80"), new Error("other")], "");
    const wrapped = new Error("Connection error.", { cause: new TypeError("fetch failed", { cause: socket }) });
    const error = new AppError("MODEL_UNAVAILABLE", "No answer.", { cause: wrapped });
    expect(toRunError(error).cause).toBe("connect ECONNREFUSED ::1:80.");
    const said = new AppError("MODEL_UNAVAILABLE", "No answer: boom.", { cause: new Error("boom") });
    expect(toRunError(said).cause).toBeUndefined();
  });
});
