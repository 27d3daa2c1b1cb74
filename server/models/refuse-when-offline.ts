import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { AppError } from "@/nodes/core/app-error";
import { env } from "@/server/env";
import type { Asked } from "./asked";
import { whereOf } from "./asked";
import { hostAndPort } from "./base-url";

const local = new BlockList();
for (const [network, bits] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  local.addSubnet(network, bits, "ipv4");
}
local.addAddress("::1", "ipv6");
local.addSubnet("fc00::", 7, "ipv6");

/** In offline mode, refuses an endpoint outside this machine and its private network. */
export async function refuseWhenOffline(asked: Asked): Promise<void> {
  if (!env().offline || asked.entry.type === "gguf") return;
  const { host } = hostAndPort(asked.address);
  const addresses = isIP(host)
    ? [{ address: host, family: isIP(host) }]
    : await lookup(host, { all: true }).catch(() => []);
  if (addresses.every(({ address, family }) => local.check(address, family === 6 ? "ipv6" : "ipv4"))) return;
  throw new AppError(
    "OFFLINE",
    `${whereOf(asked)} is not on this machine or its private network, and Heddle is in offline mode.`,
    {
      hint: "Choose a local model, or start Heddle without HEDDLE_OFFLINE.",
    },
  );
}
