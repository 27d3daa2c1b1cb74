import { singleton } from "@/server/singleton";

/** 0 to 1 by entry, while its file is being loaded. */
function progress(): Map<string, number> {
  return singleton("gguf-progress", () => new Map<string, number>());
}

export function setLoadProgress(entryId: string, value: number): void {
  progress().set(entryId, value);
}

export function endLoadProgress(entryId: string): void {
  progress().delete(entryId);
}

/** How far the loading of an entry's file is; undefined when it is not being loaded. */
export function loadProgressOf(entryId: string): number | undefined {
  return progress().get(entryId);
}
