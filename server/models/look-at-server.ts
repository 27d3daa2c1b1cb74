import { AppError, toAppError } from "@/nodes/core/app-error";
import { findModel } from "./find-model";
import type { ModelEntry, ModelEntryInput } from "./model-entry";
import { addressesOf } from "./model-entry";
import { parseModelEntry } from "./parse-model-entry";
import type { AvailableModel } from "./providers/provider";
import { providerOf } from "./providers/provider-of";
import { refuseWhenOffline } from "./refuse-when-offline";
import { mask } from "./secret-fields";

export interface LookRequest {
  readonly server: Pick<ModelEntryInput, "type" | "base_url" | "api_key" | "headers">;
  /** The entry whose key and masked headers are used where `server` has none. */
  readonly id?: string;
}

const mostMs = 5000;

/** The models that a server offers before there is an entry for one; for GGUF the files in `models/`. */
export async function lookAtServer(
  { server, id }: LookRequest,
  caller: AbortSignal,
): Promise<readonly AvailableModel[]> {
  if (server.type === "gguf") return await (await import("./providers/gguf")).listGgufFiles();
  const known = id === undefined ? undefined : (await findModel(id)).entry;
  const entry = withKnownSecrets(parseModelEntry({ id: "server", ...server }), known);
  const address = addressesOf(entry)[0] ?? "";
  await refuseWhenOffline({ entry, address });
  const late = new AppError("TIMED_OUT", `${address} did not answer within ${mostMs / 1000} s.`, {
    hint: "Check the address, and that the server is running.",
  });
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(late), mostMs);
  try {
    const provider = await providerOf(entry.type);
    return await provider.listModels(entry, address, AbortSignal.any([caller, timeout.signal]));
  } catch (thrown) {
    throw aboutServer(toAppError(thrown), address);
  } finally {
    clearTimeout(timer);
  }
}

/** Only for the server that they were stored for: a key must not travel to an address that was just typed. */
function withKnownSecrets(entry: ModelEntry, known: ModelEntry | undefined): ModelEntry {
  const { api_key, headers = {}, ...rest } = entry;
  const trusted = known !== undefined && originOf(known) === originOf(entry) ? known : undefined;
  const key = api_key ?? trusted?.api_key;
  const sent = Object.entries(headers).flatMap(([name, value]) => {
    const kept = value === mask ? trusted?.headers?.[name] : value;
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return { ...rest, headers: Object.fromEntries(sent), ...(key === undefined ? {} : { api_key: key }) };
}

function originOf(entry: ModelEntry): string {
  return new URL(addressesOf(entry)[0] ?? "").origin;
}

/** The sentence without the entry, which does not exist yet. */
function aboutServer(error: AppError, address: string): AppError {
  return new AppError(
    error.code,
    error.userMessage.replace(`The model "server" at ${address}`, `The server at ${address}`),
    {
      cause: error,
      field: "base_url",
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    },
  );
}
