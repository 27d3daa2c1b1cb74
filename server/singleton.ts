/**
 * One value a process, however often the bundler evaluates the module that makes it: database client, bus, queue and
 * abort controllers go through here. `create` runs at the first call with `name`.
 */
export function singleton<T>(name: string, create: () => T): T {
  const key = Symbol.for(`heddle.singleton.${name}`);
  const store = globalThis as { [key: symbol]: { readonly value: T } | undefined };
  let entry = store[key];
  if (entry === undefined) {
    entry = { value: create() };
    store[key] = entry;
  }
  return entry.value;
}

/** Forgets a singleton, so that the next call makes it again: after closing it, and in tests. */
export function forgetSingleton(name: string): void {
  Reflect.deleteProperty(globalThis, Symbol.for(`heddle.singleton.${name}`));
}
