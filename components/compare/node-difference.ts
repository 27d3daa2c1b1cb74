import type { NodeRun } from "@/nodes/core/node-run";
import { isSameJson } from "@/nodes/core/same-json";
import { inputOf, modelOf, type Side } from "./side";

/** In what two runs of a node differ. Times and tokens always do, and are no difference. */
export type Aspect = "only-one" | "config" | "input" | "model" | "status" | "output" | "error";

/** Whether two recorded values are the same. Large ones stand in the trace as references, each run with its own. */
export type IsSame = (a: unknown, b: unknown) => boolean;

export interface Sides {
  readonly a: Side;
  readonly b: Side;
  readonly isSame: IsSame;
}

export function nodeDifferences(sides: Sides, a: NodeRun | undefined, b: NodeRun | undefined): Aspect[] {
  if (a === undefined || b === undefined) return a === b ? [] : ["only-one"];
  const aspects: Aspect[] = [];
  if (!hasSameInput(sides, a, b)) aspects.push("input");
  const [modelA, modelB] = [modelOf(a), modelOf(b)];
  if (modelA !== undefined && modelB !== undefined && modelA !== modelB) aspects.push("model");
  if (a.status !== b.status) aspects.push("status");
  if (differingPorts(a.output, b.output, sides.isSame).length > 0) aspects.push("output");
  if (a.error?.code !== b.error?.code || a.error?.message !== b.error?.message) aspects.push("error");
  return aspects;
}

function hasSameInput({ a: sideA, b: sideB, isSame }: Sides, a: NodeRun, b: NodeRun): boolean {
  const [one, other] = [inputOf(sideA, a), inputOf(sideB, b)];
  if (one === undefined || other === undefined) return true;
  // A reused result has no input of its own: of what was found out instead, the ports that both know count.
  const isAlike = (a.input === undefined) === (b.input === undefined);
  return differingPorts(one, other, isSame).every((port) => !isAlike && (!(port in one) || !(port in other)));
}

type Values = Readonly<Record<string, unknown>> | undefined;

/** Ports whose values differ; where one of the two is not known at all, none. */
export function differingPorts(a: Values, b: Values, isSame: IsSame): string[] {
  if (a === undefined || b === undefined) return [];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((port) => !isSame(a[port], b[port]));
}

/** References are the same where the contents are. */
export function sameBy(digests: ReadonlyMap<string, string>): IsSame {
  const digestOf = (value: unknown) => {
    const id = referenceIn(value);
    return id === undefined ? undefined : digests.get(id);
  };
  return (a, b) => {
    const [one, other] = [digestOf(a), digestOf(b)];
    return one !== undefined && other !== undefined ? one === other : isSameJson(a, b);
  };
}

function referenceIn(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("$ref" in value)) return undefined;
  return typeof value.$ref === "string" && Object.keys(value).length === 1 ? value.$ref : undefined;
}

/** The references among the inputs and outputs of a run. */
export function referencesIn({ nodeRuns, state }: Side): string[] {
  const records = [...nodeRuns.values()].flatMap(({ input, output }) => [input ?? {}, output ?? {}]);
  const values = [...records, state.input, state.output ?? {}].flatMap((record) => Object.values(record));
  return [...new Set(values.flatMap((value) => referenceIn(value) ?? []))];
}
