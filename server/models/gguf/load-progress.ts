import { singleton } from "@/server/singleton";

type Listener = (part: number) => void;

/** 0 to 1 by entry, while its file is being loaded. */
function progress(): Map<string, number> {
  return singleton("gguf-progress", () => new Map<string, number>());
}

function listeners(): Map<Listener, string> {
  return singleton("gguf-progress-listeners", () => new Map<Listener, string>());
}

export function setLoadProgress(entryId: string, part: number): void {
  progress().set(entryId, part);
  for (const [listener, id] of listeners()) if (id === entryId) listener(part);
}

export function endLoadProgress(entryId: string): void {
  progress().delete(entryId);
}

/** How far the loading of an entry's file is; undefined when it is not being loaded. */
export function loadProgressOf(entryId: string): number | undefined {
  return progress().get(entryId);
}

/** Returns what stops it. */
export function onLoadProgress(entryId: string, listener: Listener): () => void {
  listeners().set(listener, entryId);
  return () => void listeners().delete(listener);
}
