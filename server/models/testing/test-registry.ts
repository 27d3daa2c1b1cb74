import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forgetSingleton, singleton } from "@/server/singleton";
import type { ModelEntry, ModelEntryInput } from "../model-entry";
import { modelEntrySchema } from "../model-entry";
import type { ModelStore } from "../model-store";
import { forgetRegistry } from "../registry";

const singletons = [
  "env",
  "logger",
  "model-store",
  "model-registry",
  "model-endpoints",
  "model-quirks",
  "model-last-use",
];

export interface TestRegistry {
  /** Replaces the entries of the app. */
  readonly set: (...entries: readonly ModelEntryInput[]) => void;
  /** Writes `models.yaml`. */
  readonly writeFile: (yaml: string) => void;
  readonly folder: string;
  readonly restore: () => void;
}

/** A registry of its own for one test: an own `models.yaml` in a new folder, and the app's entries in memory. */
export function openTestRegistry(...entries: readonly ModelEntryInput[]): TestRegistry {
  const folder = mkdtempSync(join(tmpdir(), "heddle-models-"));
  const before = { ...process.env };
  Object.assign(process.env, {
    HEDDLE_MODELS: join(folder, "models.yaml"),
    HEDDLE_DATA_DIR: join(folder, "data"),
    LOG_LEVEL: "silent",
  });
  for (const name of singletons) forgetSingleton(name);
  const store = memoryStore();
  singleton("model-store", () => store);
  const set = (...next: readonly ModelEntryInput[]) => {
    store.entries = new Map(next.map((entry) => [entry.id, modelEntrySchema.parse(entry)]));
    forgetRegistry();
  };
  set(...entries);
  return {
    set,
    writeFile: (yaml) => writeFileSync(join(folder, "models.yaml"), yaml),
    folder,
    restore() {
      for (const name of singletons) forgetSingleton(name);
      for (const name of ["HEDDLE_MODELS", "HEDDLE_DATA_DIR", "LOG_LEVEL"]) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function memoryStore(): ModelStore & { entries: Map<string, ModelEntry> } {
  return {
    entries: new Map(),
    list() {
      return Promise.resolve([...this.entries.values()]);
    },
    put(entry) {
      this.entries.set(entry.id, entry);
      return Promise.resolve();
    },
    remove(id) {
      return Promise.resolve(this.entries.delete(id));
    },
    isShared: () => Promise.resolve(false),
  };
}
