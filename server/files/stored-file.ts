import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { env } from "@/server/env";

/** A file as values in runs name it: always an id that the server made. */
export const storedFileSchema = z
  .object({ fileId: z.string(), name: z.string(), mediaType: z.string(), size: z.number().int().describe("In bytes.") })
  .meta({ id: "File" });
export type StoredFile = z.infer<typeof storedFileSchema>;

/** In bytes. */
export const largestFile = 50 * 1024 * 1024;

/** Files lie under their id, never under a name that a client chose. */
export function pathOf(fileId: string): string {
  return join(/* turbopackIgnore: true */ filesFolder(), fileId);
}

export async function makeFilesFolder(): Promise<void> {
  await mkdir(/* turbopackIgnore: true */ filesFolder(), { recursive: true, mode: 0o700 });
}

function filesFolder(): string {
  return join(/* turbopackIgnore: true */ env().dataDir, "files");
}
