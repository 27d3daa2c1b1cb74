import type { RunError } from "@/nodes/core/app-error";
import { toRunError } from "@/nodes/core/app-error";
import { singleton } from "@/server/singleton";

/** How the last call to a model, or the last probe of it, went; in the memory of this process. */
export interface LastUse {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly isReachable: boolean;
  readonly error?: RunError;
  readonly timeToFirstTokenMs?: number;
  readonly tokensPerSecond?: number;
}

function uses(): Map<string, LastUse> {
  return singleton("model-last-use", () => new Map<string, LastUse>());
}

export function lastUseOf(id: string): LastUse | undefined {
  return uses().get(id);
}

export function recordAnswer(id: string, figures: Pick<LastUse, "timeToFirstTokenMs" | "tokensPerSecond"> = {}): void {
  uses().set(id, { at: Date.now(), isReachable: true, ...figures });
}

/** A request that is refused for what is in it still shows that the model answers. */
export function recordFailure(id: string, error: unknown): void {
  const known = toRunError(error);
  const isReachable =
    known.code === "REQUEST_INVALID" || known.code === "LIMIT_EXCEEDED" || known.code === "RATE_LIMITED";
  uses().set(id, { at: Date.now(), isReachable, error: known });
}

export function forgetUse(id: string): void {
  uses().delete(id);
}
