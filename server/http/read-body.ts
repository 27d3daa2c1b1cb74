import { AppError } from "@/nodes/core/app-error";
import { refuseDeep } from "@/server/http/refuse-deep";

/** Past a limit the rest is read and dropped, so that the answer reaches a client that is still sending; up to this. */
const mostDrained = 256 * 1024 * 1024;

/** The body of a request, at most `limit` bytes. Throws `LIMIT_EXCEEDED` after draining a larger one. */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  if (request.body === null) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size <= limit) chunks.push(part.value);
    else chunks.length = 0;
    if (size > mostDrained) await reader.cancel();
  }
  if (size > limit)
    throw new AppError("LIMIT_EXCEEDED", `The body is larger than ${formatMegabytes(limit)}.`, {
      details: { bytes: size },
    });
  return chunks.length === 1 ? Buffer.from(chunks[0] as Uint8Array) : Buffer.concat(chunks);
}

/** Reads what is left of a body and keeps nothing, so that the answer reaches a client that is still sending. */
export async function dropBody(request: Request): Promise<void> {
  if (request.body === null || request.bodyUsed || request.body.locked) return;
  let size = 0;
  const reader = request.body.getReader();
  try {
    for (let part = await reader.read(); !part.done && size <= mostDrained; part = await reader.read())
      size += part.value.byteLength;
    await reader.cancel();
  } catch {
    // Whoever sent it is gone.
  }
}

function formatMegabytes(bytes: number): string {
  return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
}

/** The body as JSON; undefined when there is none. Throws `REQUEST_INVALID` for what is no JSON. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const body = await readBody(request, limit);
  if (body.length === 0) return undefined;
  refuseDeep(body);
  try {
    // Some editors begin a file with a mark of its encoding.
    return JSON.parse(body.toString("utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new AppError("REQUEST_INVALID", "The body is no valid JSON: it may be cut off.", { cause: error });
  }
}
