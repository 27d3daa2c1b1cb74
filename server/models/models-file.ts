import { readFile } from "node:fs/promises";
import type { Document, Node, ParsedNode } from "yaml";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { formatPath } from "@/nodes/core/issue";
import type { ModelEntry } from "./model-entry";
import { modelEntrySchema } from "./model-entry";

/** What is wrong in `models.yaml`, so that a person finds it. */
export interface ModelsFileProblem {
  /** From 1; undefined where the file itself cannot be read. */
  readonly line?: number;
  /** The id of the entry, or `entry 3` where it has none. */
  readonly entry?: string;
  readonly message: string;
}

export interface ModelsFile {
  readonly entries: readonly ModelEntry[];
  readonly problems: readonly ModelsFileProblem[];
}

/** Reads the file; a wrong entry is a problem, and the others load. A file that is not there has no entries. */
export async function readModelsFile(path: string): Promise<ModelsFile> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return { entries: [], problems: [] };
    return { entries: [], problems: [{ message: unreadable(error) }] };
  }
  return parseModelsFile(text);
}

function unreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EISDIR") return "It cannot be read: it is a folder. Name a file in HEDDLE_MODELS.";
  if (code === "EACCES") return "It cannot be read: this user may not read it. Change its permissions.";
  return `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
}

export function parseModelsFile(text: string): ModelsFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: ModelsFileProblem[] = [];
  const broken = document.errors[0];
  if (broken !== undefined) {
    problems.push({
      line: lines.linePos(broken.pos[0]).line,
      message: `This is not YAML: ${broken.message.replace(/\.?$/, ".")}`,
    });
  }
  const lineOf = (node: Node | null | undefined) =>
    node?.range == null ? undefined : lines.linePos(node.range[0]).line;
  const root = document.contents;
  const list = isMap(root) ? root.get("models", true) : undefined;
  if (!isSeq<ParsedNode>(list)) {
    const isEmpty = root === null || (isMap(root) && root.has("models") && isScalar(list) && list.value === null);
    if (!isEmpty) problems.push({ line: lineOf(root) ?? 1, message: "Write a list of models under `models:`." });
    return { entries: [], problems };
  }

  const entries: ModelEntry[] = [];
  list.items.forEach((item, place) => {
    // What follows a syntax error is a guess of the parser.
    if (broken !== undefined && (item?.range?.[1] ?? 0) >= broken.pos[0]) return;
    const value = toJs(item, document);
    const entry = nameOf(value, place);
    const parsed = modelEntrySchema.safeParse(value);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const at = isMap(item) && issue.path.length > 0 ? item.getIn(issue.path.map(String), true) : undefined;
        problems.push({
          line: lineOf((at as Node | undefined) ?? item),
          entry,
          message: describe(issue.path, issue.message),
        });
      }
    } else if (entries.some((other) => other.id === parsed.data.id)) {
      problems.push({ line: lineOf(item), entry, message: "It has the id of an entry above: choose another." });
    } else {
      entries.push(parsed.data);
    }
  });
  return { entries, problems };
}

/** `models.yaml, line 7, "qwen": base_url: It has no scheme …` */
export function printProblem(problem: ModelsFileProblem, file: string): string {
  const line = problem.line === undefined ? "" : `, line ${problem.line}`;
  const entry = problem.entry === undefined ? "" : `, ${problem.entry}`;
  return `${file}${line}${entry}: ${problem.message}`;
}

/** Undefined for aliases that would grow without end. */
function toJs(item: ParsedNode, document: Document): unknown {
  try {
    return item?.toJS(document);
  } catch {
    return undefined;
  }
}

function nameOf(value: unknown, place: number): string {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return typeof id === "string" ? `"${id}"` : `entry ${place + 1}`;
}

function describe(path: readonly PropertyKey[], message: string): string {
  return path.length === 0 ? message : `${formatPath(path)}: ${message}`;
}
