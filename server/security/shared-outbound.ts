import { env } from "@/server/env";
import { createOutbound, type Outbound } from "@/server/security/outbound";
import { singleton } from "@/server/singleton";

/** The way out of this process, with the settings of this machine. */
export function sharedOutbound(): Outbound {
  return singleton("outbound", () => createOutbound({ allowPrivate: env().allowHosts, offline: env().offline }));
}
