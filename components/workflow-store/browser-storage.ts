/** The part of `Storage` that is used here; a Map-backed one serves tests and browsers that refuse theirs. */
export interface KeyValueStorage {
  readonly keys: () => string[];
  readonly read: (key: string) => unknown;
  /** Whether it was kept: storage may be full or forbidden. */
  readonly write: (key: string, value: unknown) => boolean;
  readonly remove: (key: string) => void;
}

/** JSON values over `localStorage` or `sessionStorage`. Never throws: what cannot be kept is not kept. */
export function browserStorage(area: () => Storage): KeyValueStorage {
  const attempt = <Value>(work: (storage: Storage) => Value, otherwise: Value): Value => {
    try {
      return work(area());
    } catch {
      return otherwise;
    }
  };
  return {
    keys: () => attempt((storage) => Object.keys(storage), []),
    read: (key) => attempt((storage) => JSON.parse(storage.getItem(key) ?? "null") as unknown, null),
    write: (key, value) =>
      attempt((storage) => {
        storage.setItem(key, JSON.stringify(value));
        return true;
      }, false),
    remove: (key) => attempt((storage) => storage.removeItem(key), undefined),
  };
}

export function memoryStorage(entries = new Map<string, string>()): KeyValueStorage {
  return {
    keys: () => [...entries.keys()],
    read: (key) => JSON.parse(entries.get(key) ?? "null") as unknown,
    write: (key, value) => entries.set(key, JSON.stringify(value)).has(key),
    remove: (key) => void entries.delete(key),
  };
}
