import { performance } from "node:perf_hooks";
import { AppError } from "@/nodes/core/app-error";
import { recordAnswer, recordFailure } from "./last-use";
import type { ModelEntry } from "./model-entry";
import { addressesOf, nameOnServer } from "./model-entry";
import type { ModelStatus } from "./model-summary";
import { statusOf } from "./model-summary";
import type { AvailableModel } from "./providers/provider";
import { providerOf } from "./providers/provider-of";
import { refuseWhenOffline } from "./refuse-when-offline";
import { readRegistry } from "./registry";

export interface ModelReport extends ModelStatus {
  readonly id: string;
  /** Of a probe. */
  readonly latencyMs?: number;
  /** What the server of a probe has of this name; absent where it has none of it. */
  readonly available?: AvailableModel;
}

/** All entries by their last use; with `probe` each server is asked first, all at once, for `timeoutMs` at most. */
export async function modelStatus(
  options: { readonly probe?: boolean; readonly timeoutMs?: number } = {},
): Promise<ModelReport[]> {
  const { models } = await readRegistry();
  const { probe = false, timeoutMs = 2000 } = options;
  return await Promise.all(
    models.map(async ({ entry }) => {
      const probed = probe ? await probeEntry(entry, timeoutMs) : {};
      return { id: entry.id, ...statusOf(entry.id), ...probed };
    }),
  );
}

async function probeEntry(entry: ModelEntry, timeoutMs: number): Promise<Pick<ModelReport, "latencyMs" | "available">> {
  const address = addressesOf(entry)[0] ?? "";
  const controller = new AbortController();
  const timer = setTimeout(
    () =>
      controller.abort(
        new AppError("TIMED_OUT", `The model "${entry.id}" at ${address} did not answer within ${timeoutMs} ms.`),
      ),
    timeoutMs,
  );
  const startedAt = performance.now();
  try {
    await refuseWhenOffline({ entry, address });
    const list = await (await providerOf(entry.type)).listModels(entry, address, controller.signal);
    recordAnswer(entry.id);
    const wanted = nameOnServer(entry);
    const available = list.find(({ name }) => name === wanted || name === `${wanted}:latest`);
    return { latencyMs: Math.round(performance.now() - startedAt), ...(available === undefined ? {} : { available }) };
  } catch (error) {
    recordFailure(entry.id, error);
    return {};
  } finally {
    clearTimeout(timer);
  }
}
