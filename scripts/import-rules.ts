import type { Import } from "./import-graph";

/** The pure libraries that the language of the product is made of. */
const CORE_PACKAGES = ["zod", "liquidjs", "jsonata", "re2js"];

interface Rule {
  /** The files that the rule is about; the first rule that matches a file counts. */
  files: RegExp;
  /** The files of ours that those may import. `$1` stands for what the first group of `files` matched. */
  may: string[];
  /** Where they may import only types from. */
  mayTypes?: string[];
  /** The packages that they may import; all, if not given. */
  packages?: string[];
}

/** Who may import whom. Only downwards: app, components and server, drizzle, nodes, nodes/core. */
const RULES: Rule[] = [
  { files: /^nodes\/core\//, may: ["^nodes/core/"], packages: CORE_PACKAGES },
  { files: /^nodes\/definitions\.ts$/, may: ["^nodes/core/", "^nodes/[^/]+/definition\\.ts$"], packages: [] },
  {
    files: /^nodes\/runners\.ts$/,
    may: ["^nodes/core/", "^nodes/definitions\\.ts$", "^nodes/[^/]+/run\\.ts$"],
    packages: [],
  },
  { files: /^nodes\/cards\.tsx?$/, may: ["^nodes/core/", "^nodes/[^/]+/card\\.tsx$"], packages: ["react"] },
  { files: /^nodes\/([^/]+)\/card\.tsx$/, may: ["^nodes/core/", "^nodes/$1/definition\\.ts$", "^components/ui/"] },
  {
    files: /^nodes\/([^/]+)\/definition\.ts$/,
    may: ["^nodes/core/", "^nodes/$1/(?!run\\.ts|card\\.tsx)"],
    packages: CORE_PACKAGES,
  },
  { files: /^nodes\/([^/]+)\//, may: ["^nodes/core/", "^nodes/$1/(?!card\\.tsx)"] },
  { files: /^components\/ui\//, may: ["^components/ui/"] },
  {
    files: /^components\//,
    may: ["^components/", "^nodes/core/", "^nodes/(definitions|cards)\\.tsx?$"],
    mayTypes: ["^server/"],
  },
  { files: /^drizzle\//, may: ["^drizzle/", "^nodes/core/"], packages: ["drizzle-orm", "drizzle-kit", "pgvector"] },
  { files: /^server\//, may: ["^nodes/", "^drizzle/", "^server/"] },
  { files: /^app\//, may: ["^app/", "^components/", "^server/"] },
];

/** Within server/: each layer may use those below it. */
const LAYERS = [
  /^server\/db\//,
  /^server\/(runs|conversations|memory)\//,
  /^server\/executor\//,
  /^server\/(workflows|agents|chat)\//,
  /^server\/(api|http)\//,
];

/** @returns why `name` may not import that, or undefined where it may */
export function importProblem(name: string, { specifier, file, kind }: Import): string | undefined {
  const rule = RULES.find(({ files }) => files.test(name));
  if (!rule || /\.(css|svg|json)$/.test(specifier)) return undefined;
  const own = rule.files.exec(name)?.[1] ?? "";
  if (!file) return packageProblem(name, specifier, rule);
  const fits = (pattern: string) => new RegExp(pattern.replaceAll("$1", own)).test(file);
  const allowed = rule.may.some(fits) || (kind === "type" && rule.mayTypes?.some(fits));
  if (!allowed) return `${name} may not import ${kind === "type" ? "types from " : ""}${file}`;
  const [from, to] = [layerOf(name), layerOf(file)];
  if (kind !== "type" && from >= 0 && to > from) return `${name} may not import ${file}, which lies above it`;
  return undefined;
}

function packageProblem(name: string, specifier: string, { packages }: Rule): string | undefined {
  if (specifier.startsWith(".") || specifier.startsWith("@/"))
    return `${name} imports ${specifier}, which is not there`;
  const allowed = packages?.some((entry) => specifier === entry || specifier.startsWith(`${entry}/`)) ?? true;
  return allowed ? undefined : `${name} may not import the package ${specifier}`;
}

function layerOf(name: string): number {
  return LAYERS.findIndex((layer) => layer.test(name));
}
