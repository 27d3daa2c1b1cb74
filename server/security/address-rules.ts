import { BlockList, isIPv4 } from "node:net";

/**
 * Whether workflows may connect to an IP address. `forbidden`: link-local, cloud metadata, multicast; never, whatever
 * anyone allows. `private`: this machine, its networks, reserved ranges; where explicitly allowed. `public`: the rest.
 */
export type AddressRule = "public" | "private" | "forbidden";

const forbidden = blockList([
  ["169.254.0.0", 16], // link-local, with the metadata services of most clouds
  ["100.100.100.200", 32], // metadata: Alibaba
  ["192.0.0.192", 32], // metadata: Oracle
  ["168.63.129.16", 32], // metadata: Azure's wire server, a public address
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, broadcast
  ["fe80::", 10], // link-local
  ["fd00:ec2::254", 128], // metadata: Amazon
  ["fd20:ce::254", 128], // metadata: Google
  ["ff00::", 8], // multicast
]);

const privates = blockList([
  ["0.0.0.0", 8], // "this host": Linux connects it to loopback
  ["10.0.0.0", 8],
  ["100.64.0.0", 10], // carrier-grade NAT
  ["127.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16],
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["::", 128],
  ["::1", 128],
  ["64:ff9b:1::", 48], // local NAT64
  ["100::", 64], // discard
  ["2001::", 23], // Teredo and other special uses
  ["2001:db8::", 32],
  ["fc00::", 7], // unique local
  ["fec0::", 10], // site-local
]);

export function addressRule(address: string): AddressRule {
  const ip = address.split("%")[0] as string;
  const inner = isIPv4(ip) ? undefined : embeddedIPv4(ip);
  if (inner !== undefined) return addressRule(inner);
  const family = isIPv4(ip) ? "ipv4" : "ipv6";
  if (forbidden.check(ip, family)) return "forbidden";
  return privates.check(ip, family) ? "private" : "public";
}

function blockList(ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, isIPv4(network) ? "ipv4" : "ipv6");
  return list;
}

/** The IPv4 address that an IPv6 one is a cover of: mapped, compatible, NAT64, 6to4. */
function embeddedIPv4(ip: string): string | undefined {
  const groups = groupsOf(ip);
  const head = groups
    .slice(0, 6)
    .map((group) => group.toString(16))
    .join(":");
  const isCover = head === "0:0:0:0:0:ffff" || head === "0:0:0:0:ffff:0" || head === "64:ff9b:0:0:0:0";
  const isCompatible = head === "0:0:0:0:0:0" && (groups[6] !== 0 || (groups[7] as number) > 1);
  if (isCover || isCompatible) return dotted(groups[6] as number, groups[7] as number);
  return groups[0] === 0x2002 ? dotted(groups[1] as number, groups[2] as number) : undefined;
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** The eight groups of a valid IPv6 address as numbers. */
function groupsOf(ip: string): number[] {
  const tail = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(ip);
  const plain =
    tail === null ? ip : ip.slice(0, tail.index) + [pair(tail[1], tail[2]), pair(tail[3], tail[4])].join(":");
  const [left = "", right] = plain.split("::");
  const before = left === "" ? [] : left.split(":");
  const after = right === undefined || right === "" ? [] : right.split(":");
  const gap = right === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(gap).fill("0"), ...after].map((group) => Number.parseInt(group, 16));
}

function pair(high: string | undefined, low: string | undefined): string {
  return ((Number(high) << 8) | Number(low)).toString(16);
}
