import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { singleton } from "@/server/singleton";
import type { GgufFile } from "./find-gguf-file";

/** Bytes that are read: the description of the model and the first of its weights, which change with any training. */
const readBytes = 1 << 20;

/** Tells files apart by what is in them, so that vectors of one are not compared with those of another. */
export async function ggufFingerprint({ path, sizeBytes, stamp }: GgufFile): Promise<string> {
  const known = singleton("gguf-fingerprints", () => new Map<string, string>());
  const key = `${path} ${stamp}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const file = await open(/* turbopackIgnore: true */ path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(readBytes), 0, readBytes, 0);
    const hash = createHash("sha256").update(buffer.subarray(0, bytesRead)).update(String(sizeBytes)).digest("hex");
    const fingerprint = hash.slice(0, 12);
    known.set(key, fingerprint);
    return fingerprint;
  } finally {
    await file.close();
  }
}
