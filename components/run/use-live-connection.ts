"use client";

import { useSyncExternalStore } from "react";
import type { ApiClient } from "@/components/api/api-client";
import { useTRPCClient } from "@/components/api/trpc-provider";
import { createLiveConnection, type LiveConnection, type LiveMessage, type LiveState } from "./live-connection";

const connections = new WeakMap<ApiClient, LiveConnection>();

/** The live connection of this tab: there is one for each client, and one client. */
export function useLiveConnection(): LiveConnection {
  const client = useTRPCClient();
  let connection = connections.get(client);
  if (connection === undefined) {
    connection = liveConnectionOver(client);
    connections.set(client, connection);
  }
  return connection;
}

export function useLiveState(): LiveState {
  const connection = useLiveConnection();
  return useSyncExternalStore(connection.subscribe, connection.state, () => "idle");
}

function liveConnectionOver(client: ApiClient): LiveConnection {
  return createLiveConnection((topics, handlers) => {
    const subscription = client.live.follow.subscribe(topics, {
      onData: (tracked: { data: LiveMessage }) => handlers.onMessage(tracked.data),
      onStarted: handlers.onOpen,
      onConnectionStateChange: (change: { state: string; error: unknown }) => {
        if (change.state === "connecting" && change.error !== null) handlers.onBreak();
        if (change.state === "pending") handlers.onOpen();
      },
      onError: handlers.onBreak,
      onComplete: handlers.onBreak,
    });
    return () => subscription.unsubscribe();
  });
}
