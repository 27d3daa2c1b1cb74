import { randomUUID } from "node:crypto";
import { definitions } from "@/nodes/definitions";
import { runnerOf } from "@/nodes/runners";
import { openConversations } from "@/server/conversations/find-conversations";
import { database } from "@/server/db/database";
import { env } from "@/server/env";
import { RunHost } from "@/server/executor/run-host";
import { surroundings } from "@/server/executor/surroundings";
import { modelFingerprint } from "@/server/models/model-fingerprint";
import { resolveModel } from "@/server/models/resolve-model";
import { closeSharedPlaces } from "@/server/models/shared-places";
import { EventWriter } from "@/server/runs/event-writer";
import { runBus } from "@/server/runs/run-bus";
import { sharedOutbound } from "@/server/security/shared-outbound";
import { forgetSingleton, singleton } from "@/server/singleton";

const name = "executor";

/** Waiting on models and servers costs little: many runs share a process. */
const defaultSlots = 64;

/** The executor of this process. */
export function executor(): Promise<RunHost> {
  return singleton(name, () => {
    const opening = openExecutor();
    opening.catch(() => forgetSingleton(name));
    return opening;
  });
}

async function openExecutor(): Promise<RunHost> {
  const opened = await database();
  const owner = `${process.pid}-${randomUUID()}`;
  const bus = runBus();
  return new RunHost({
    database: opened,
    writer: new EventWriter({ database: opened, bus, owner }),
    bus,
    definitions,
    runnerOf,
    resolveModel,
    fingerprintOf: modelFingerprint,
    surroundings,
    conversationsOf: (workspaceId) => openConversations(opened, workspaceId),
    openOutbound: (grants) => sharedOutbound().open(grants),
    owner,
    mostNodeRuns: env().mostNodeRuns,
    slots: env().runSlots ?? defaultSlots,
  });
}

/** Takes up the runs that a crash or a stop left behind. On Postgres, those whose holder is gone. */
export async function resumeRuns(): Promise<number> {
  const host = await executor();
  const resumed = await (host.services.database.kind === "pglite"
    ? host.resume({ everything: true })
    : host.joinOthers());
  await host.watchDue();
  return resumed;
}

/** Gives the runs of this process back; they go on at the next start. */
export async function stopExecutor(): Promise<void> {
  const host = await singleton<Promise<RunHost> | undefined>(name, () => undefined);
  forgetSingleton(name);
  await host?.stop();
  await closeSharedPlaces();
}
