import { TRPCClientError } from "@trpc/client";
import { describe, expect, it } from "vitest";
import { appErrorOf } from "./app-error-of";

describe("appErrorOf", () => {
  it("takes the server's own words from data.app", () => {
    const app = { code: "WORKFLOW_INVALID", message: "Connect a model.", issues: [], id: "e1" };
    const error = TRPCClientError.from({ error: { code: -32600, message: "raw", data: { app } } });
    expect(appErrorOf(error)).toEqual(app);
  });

  it("says that the server does not answer when the request failed on its way", () => {
    const error = TRPCClientError.from(new TypeError("fetch failed"));
    expect(appErrorOf(error)).toMatchObject({ code: "NETWORK_FAILED", hint: expect.stringContaining("npm start") });
  });

  it("tells an abort from a failure", () => {
    expect(appErrorOf(new DOMException("stop", "AbortError")).code).toBe("CANCELED");
  });

  it("keeps the message of anything else, and never shows an empty one", () => {
    expect(appErrorOf(new Error("odd"))).toEqual({ code: "INTERNAL", message: "odd" });
    expect(appErrorOf(undefined).message).not.toBe("");
  });
});
