import { referenceOf } from "@/components/run/value-view";
import { isAppError } from "@/nodes/core/app-error";
import { documentAt } from "@/nodes/core/called-paths";
import type { NodeRun } from "@/nodes/core/node-run";
import { renderTemplate } from "@/nodes/core/template";
import { definitions } from "@/nodes/definitions";
import type { ComparedRow } from "./compare-runs";
import type { DocumentDifference } from "./document-difference";
import { type JsonDifference, jsonDifferences } from "./json-difference";
import type { Sides } from "./node-difference";
import { inputOf, type Side } from "./side";

/** One thing of a node in both runs: a port's value, a setting, the prompt. */
export interface Section {
  readonly key: string;
  readonly title: string;
  /** Which one of them: the port, the field, the place in a value. */
  readonly detail?: string;
  readonly a: unknown;
  readonly b: unknown;
  readonly isDifferent: boolean;
  /** Says again what another one says: a conversation beside its last message. */
  readonly isSecondary?: boolean;
  /** How many more places of the same value differ and are not listed. */
  readonly more?: string;
}

export interface SectionSources extends Sides {
  readonly documents: DocumentDifference;
}

/** Everything that is known of a row, in the order in which it came about. */
export function sectionsOf(sources: SectionSources, row: ComparedRow): Section[] {
  if (row.kind === "item") return [];
  const { a, b } = sources;
  const inputs = valuesOf("Input", row.a && inputOf(a, row.a), row.b && inputOf(b, row.b), sources, row);
  const outputs = valuesOf("Output", row.a?.output, row.b?.output, sources, row);
  return withEchoes([
    ...(row.differences.includes("config") ? configSections(sources, row.nodeId) : []),
    ...inputs,
    ...promptSections(sources, row),
    ...writtenSections(row),
    ...outputs,
    ...pair("Error", "", row.a?.error?.message, row.b?.error?.message),
  ]);
}

export function configSections({ a, documents }: SectionSources, nodeId: string): Section[] {
  const type = a.document.nodes.find(({ id }) => id === nodeId)?.type ?? "";
  const fields = definitions.get(type)?.fields ?? [];
  return (documents.nodes.get(nodeId) ?? []).map((difference) => {
    const [name = "", ...rest] = difference.path;
    const label = fields.find((field) => field.name === name)?.label ?? name.replace(/^node · /, "");
    return section("Setting", placeName([label, ...rest]), difference);
  });
}

type Values = Readonly<Record<string, unknown>> | undefined;

function valuesOf(title: string, a: Values, b: Values, { isSame }: Sides, { isInA, isInB }: ComparedRow): Section[] {
  const ports = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])];
  // What is not recorded of a run is not missing in it.
  const canDiffer = a !== undefined && b !== undefined && isInA && isInB;
  return ports.flatMap((port) =>
    valueSections(title, port, a?.[port], b?.[port], canDiffer && !isSame(a?.[port], b?.[port])),
  );
}

/** Places of one value that are listed; who wants to see more looks at the whole. */
const mostPlaces = 12;

/** A value of two runs: where it differs in places, a section for each of them. */
export function valueSections(title: string, port: string, a: unknown, b: unknown, isDifferent: boolean): Section[] {
  const one = { key: `${title} ${port}`, title, detail: port, a, b, isDifferent };
  if (!isDifferent || !isBranch(a) || !isBranch(b)) return [one];
  const { list, isCut } = jsonDifferences(a, b, 200);
  const left = list.length - mostPlaces;
  return list.slice(0, mostPlaces).map((difference, i) => ({
    ...section(title, placeName([port, ...difference.path]), difference),
    ...(i === mostPlaces - 1 && left > 0 ? { more: `${left}${isCut ? " or more" : ""} more places differ.` } : {}),
  }));
}

function isBranch(value: unknown): boolean {
  return typeof value === "object" && value !== null && referenceOf(value) === undefined;
}

function section(title: string, detail: string, { a, b }: JsonDifference): Section {
  return { key: `${title} ${detail}`, title, detail, a, b, isDifferent: true };
}

/** `results[3].title` */
export function placeName(path: readonly string[]): string {
  return path.map((key, i) => (i === 0 ? key : /^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join("");
}

/** Texts of the settings with the input filled in, as the model read them. No span holds what was sent. */
function promptSections({ a, b }: Sides, row: ComparedRow): Section[] {
  const [one, other] = [promptsOf(a, row.a), promptsOf(b, row.b)];
  const labels = [...new Set([...one.keys(), ...other.keys()])];
  return labels.flatMap((label) => pair(label, "", one.get(label), other.get(label)));
}

function promptsOf(side: Side, nodeRun: NodeRun | undefined): ReadonlyMap<string, string> {
  const own = documentAt(side.document, nodeRun?.path ?? "", definitions);
  const node = own?.nodes.find(({ id }) => id === nodeRun?.nodeId);
  const input = nodeRun && inputOf(side, nodeRun);
  if (node === undefined || input === undefined) return new Map();
  const { runId, input: runInput, startedAt = 0, queuedAt = startedAt } = side.state;
  const scope = { ...input, input: runInput, run: { id: runId, startedAt: new Date(queuedAt).toISOString() } };
  const templates = (definitions.get(node.type)?.fields ?? []).filter((field) => field.input === "template");
  return new Map(
    templates.flatMap(({ name, label }) => {
      const text = rendered(node.config[name], scope);
      return text === undefined || text === "" ? [] : [[label, text] as const];
    }),
  );
}

/** Undefined for what cannot be written out here: it reads a secret, or a value that was not recorded. */
function rendered(template: unknown, scope: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof template !== "string") return undefined;
  try {
    return renderTemplate(template, scope).trim();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return undefined;
  }
}

/** What was written before it was cut short. */
function writtenSections({ a, b }: ComparedRow): Section[] {
  const ports = new Set([...Object.keys(a?.streamed ?? {}), ...Object.keys(b?.streamed ?? {})]);
  return [...ports].flatMap((port) => pair("Written", port, a?.streamed?.[port], b?.streamed?.[port]));
}

function pair(title: string, detail: string, a: string | undefined, b: string | undefined): Section[] {
  if (a === undefined && b === undefined) return [];
  // Beside a node run that gave its output, what another one had written stands alone.
  const isDifferent = a !== b && (title === "Error" || (a !== undefined && b !== undefined));
  return [{ key: `${title} ${detail}`, title, detail, a, b, isDifferent }];
}

/** What passes through a node, or leaves it by two ports, is said once; an agent's conversation ends with its text. */
function withEchoes(sections: readonly Section[]): Section[] {
  const said = new Set<string>();
  const hasText = sections.some(
    ({ title, detail, isDifferent }) => isDifferent && title === "Output" && detail === "text",
  );
  return sections.map((section) => {
    const { title, detail = "", a, b, isDifferent } = section;
    if (!isDifferent) return section;
    const print = JSON.stringify([a, b]);
    const isEcho = said.has(print) || (hasText && title === "Output" && /^messages\b/.test(detail));
    said.add(print);
    return isEcho ? { ...section, isSecondary: true } : section;
  });
}
