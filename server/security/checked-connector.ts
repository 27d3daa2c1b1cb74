import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { AppError } from "@/nodes/core/app-error";
import { addressRule } from "@/server/security/address-rules";
import { namesHost, plainHost } from "@/server/security/host-pattern";

/** As `node:dns` has it, with `all: true`. */
export type Resolve = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const resolveBySystem: Resolve = (hostname, callback) => systemLookup(hostname, { all: true }, callback);

/** Long enough for a slow network, short enough that a person still waits. */
const connectTimeoutMs = 10_000;

/**
 * Opens connections for undici, to permitted addresses only. The check stands between resolving and connecting, and
 * the socket gets the checked addresses: a name that resolves to another one a moment later gains nothing.
 */
export function checkedConnector(
  allowPrivate: readonly string[],
  resolve: Resolve = resolveBySystem,
): buildConnector.connector {
  const strict = buildConnector({ timeout: connectTimeoutMs, lookup: checkedLookup(resolve, false) });
  const open = buildConnector({ timeout: connectTimeoutMs, lookup: checkedLookup(resolve, true) });
  return (options, callback) => {
    const host = plainHost(options.hostname);
    const port = Number(options.port || (options.protocol === "https:" ? 443 : 80));
    const mayBePrivate = namesHost(
      allowPrivate.filter((pattern) => pattern !== "*"),
      host,
      port,
    );
    // Sockets do not look up what is an address already.
    const refusal = isIP(host) === 0 ? undefined : refuseAddress(host, [host], mayBePrivate);
    if (refusal !== undefined) return callback(refusal, null);
    return (mayBePrivate ? open : strict)(options, callback);
  };
}

function checkedLookup(resolve: Resolve, mayBePrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      const refusal =
        error ??
        refuseAddress(
          hostname,
          addresses.map(({ address }) => address),
          mayBePrivate,
        );
      const first = addresses?.[0];
      if (refusal !== undefined) callback(refusal, []);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first?.address ?? "", first?.family);
    });
  };
}

/** One wrong address among several refuses the name: which one a socket takes is not ours to choose. */
function refuseAddress(host: string, addresses: readonly string[], mayBePrivate: boolean): AppError | undefined {
  const rules = addresses.map(addressRule);
  if (rules.includes("forbidden")) {
    return new AppError("FORBIDDEN", `${host} is a link-local or metadata address. Workflows never reach those.`, {
      hint: "Use another address: this one can be allowed nowhere.",
    });
  }
  if (mayBePrivate || !rules.includes("private")) return undefined;
  return new AppError(
    "PERMISSION_NEEDED",
    `${host} is an address of this machine or its network, which workflows may not reach.`,
    {
      hint: `Allow ${host} by name in the workflow's permissions, or for all workflows with HEDDLE_ALLOW_HOSTS=${host}.`,
    },
  );
}
