import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** One import or re-export, as it stands in a file. */
export interface Import {
  /** The specifier as written: `zod`, `node:fs`, `./port`, `@/nodes/core/port`. */
  specifier: string;
  /** The file of ours that it names, relative to the checkout; undefined for packages and for what is no module. */
  file?: string;
  /** Types vanish when the code runs; dynamic ones run later than the module. */
  kind: "type" | "value" | "dynamic";
}

export interface SourceFile {
  /** Relative to the checkout, with slashes. */
  name: string;
  text: string;
  imports: Import[];
}

const EXTENSIONS = ["", ".ts", ".tsx", ".mts", ".mjs"];
const SOURCE = /\.(ts|tsx|mts)$/;
/** Anchored at a line's start, where the formatter puts every import. */
const STATIC = /^(?:import|export)\s+(type\s+)?(?:[\w*\s{},$]+?\s+from\s+)?["']([^"'\n]+)["']/gm;
/** `import("x")` that is awaited or returned; a type as in `import("x").Name` counts as one too, to be on the safe side. */
const DYNAMIC = /\bimport\(\s*["']([^"'\n]+)["']\s*\)/g;

/** Reads the sources below the given folders of the checkout. */
export function readSources(root: string, folders: string[]): SourceFile[] {
  return folders.flatMap((folder) => listFiles(root, folder)).map((name) => readSource(root, name));
}

function listFiles(root: string, folder: string): string[] {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(root, name);
    return SOURCE.test(name) ? [name] : [];
  });
}

function readSource(root: string, name: string): SourceFile {
  const text = readFileSync(path.join(root, name), "utf8");
  const imports = readImports(text).map((found) => ({ ...found, file: resolve(root, name, found.specifier) }));
  return { name, text, imports };
}

/** The imports in a TypeScript text, unresolved. */
export function readImports(text: string): Import[] {
  const code = withoutComments(text);
  const statics = [...code.matchAll(STATIC)].map(
    ([, type, specifier]): Import => ({ specifier: specifier ?? "", kind: type ? "type" : "value" }),
  );
  const dynamics = [...code.matchAll(DYNAMIC)].map(
    ([, specifier]): Import => ({ specifier: specifier ?? "", kind: "dynamic" }),
  );
  return [...statics, ...dynamics];
}

/** Whether a file holds nothing but re-exports, so that importing one name loads all. */
export function isBarrel(text: string): boolean {
  const code = withoutComments(text);
  if (/^export\s+(type\s+)?\*/m.test(code)) return true;
  return /^export[^;]*from/m.test(code) && code.replace(STATIC, "").replace(/[;\s]/g, "") === "";
}

/** Comments on lines of their own; others cannot hold what looks like an import at a line's start. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, "").replace(/^\s*\/\/.*$/gm, "");
}

function resolve(root: string, from: string, specifier: string): string | undefined {
  let target: string;
  if (specifier.startsWith("@/")) target = specifier.slice(2);
  else if (specifier.startsWith(".")) target = path.posix.join(path.posix.dirname(from), specifier);
  else return undefined;
  const candidates = EXTENSIONS.map((extension) => target + extension);
  return candidates.find((name) => statSync(path.join(root, name), { throwIfNoEntry: false })?.isFile());
}

/** The circles among value imports, each as the files on it. One per entry point is enough to act on. */
export function findCircles(files: SourceFile[]): string[][] {
  const edges = valueEdges(files, ["value"]);
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (name: string, trail: string[]) => {
    const at = trail.indexOf(name);
    if (at >= 0) circles.push([...trail.slice(at), name]);
    if (at >= 0 || done.has(name)) return;
    for (const next of edges.get(name) ?? []) visit(next, [...trail, name]);
    done.add(name);
  };
  for (const { name } of files) visit(name, []);
  return circles;
}

/** All files that run where `entries` run. @returns for each file the one that imports it, to tell the way */
export function reachable(files: SourceFile[], entries: string[]): Map<string, string> {
  const edges = valueEdges(files, ["value", "dynamic"]);
  const from = new Map(entries.map((name) => [name, ""]));
  for (const name of from.keys()) {
    for (const next of edges.get(name) ?? []) if (!from.has(next)) from.set(next, name);
  }
  return from;
}

function valueEdges(files: SourceFile[], kinds: Import["kind"][]): Map<string, string[]> {
  const targets = ({ imports }: SourceFile) =>
    imports.flatMap(({ file, kind }) => (file && kinds.includes(kind) ? [file] : []));
  return new Map(files.map((file) => [file.name, targets(file)]));
}
