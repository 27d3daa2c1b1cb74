import { describe, expect, it } from "vitest";
import { type SendOptions, UploadQueue } from "./upload-queue";

const file = (name: string) => new File(["text"], name);

/** Files that arrive when the test says so. */
function openLine() {
  const sent = new Map<string, SendOptions & PromiseWithResolvers<void>>();
  const queue = new UploadQueue(({ name }, options) => {
    const parts = Promise.withResolvers<void>();
    options.signal.addEventListener("abort", () => parts.reject({ code: "CANCELED", message: "This was canceled." }));
    sent.set(name, { ...options, ...parts });
    return parts.promise;
  });
  const states = () => queue.uploads().map((upload) => `${upload.file.name} ${upload.status} ${upload.sentBytes}`);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { queue, sent, states, settle };
}

describe("UploadQueue", () => {
  it("sends two at one time, and the next when one is there", async () => {
    const { queue, sent, states, settle } = openLine();
    queue.add([file("a"), file("b"), file("c")]);
    expect(states()).toEqual(["a sending 0", "b sending 0", "c waiting 0"]);
    sent.get("a")?.onProgress(2);
    sent.get("b")?.resolve();
    await settle();
    expect(states()).toEqual(["a sending 2", "c sending 0"]);
    expect(queue.stored()).toBe(1);
  });

  it("keeps one that failed with its error until it is tried again", async () => {
    const { queue, sent, states, settle } = openLine();
    queue.add([file("a")]);
    sent.get("a")?.reject({ code: "LIMIT_EXCEEDED", message: "Too large." });
    await settle();
    expect(queue.uploads()).toMatchObject([{ status: "failed", error: { message: "Too large." } }]);
    queue.retry(queue.uploads()[0]?.id ?? "");
    expect(states()).toEqual(["a sending 0"]);
    expect(queue.uploads()[0]?.error).toBeUndefined();
  });

  it("forgets what is canceled, and goes on", async () => {
    const { queue, sent, states, settle } = openLine();
    queue.add([file("a"), file("b"), file("c")]);
    queue.cancel(queue.uploads()[0]?.id ?? "");
    await settle();
    expect(sent.get("a")?.signal.aborted).toBe(true);
    expect(states()).toEqual(["b sending 0", "c sending 0"]);
  });
});
