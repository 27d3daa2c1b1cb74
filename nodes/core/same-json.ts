/** Whether two values are the same JSON: keys in any order, and a key without a value is none. Does not recurse. */
export function isSameJson(a: unknown, b: unknown): boolean {
  const open: [unknown, unknown][] = [[a, b]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [one, other] = pair;
    if (Object.is(one, other)) continue;
    if (!isBranch(one) || !isBranch(other) || Array.isArray(one) !== Array.isArray(other)) return false;
    const keys = definedKeys(one);
    if (keys.length !== definedKeys(other).length) return false;
    for (const key of keys) {
      if (other[key] === undefined) return false;
      open.push([one[key], other[key]]);
    }
  }
  return true;
}

type Branch = Readonly<Record<string, unknown>>;

function isBranch(value: unknown): value is Branch {
  return typeof value === "object" && value !== null;
}

function definedKeys(value: Branch): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined);
}
