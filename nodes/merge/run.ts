import type { JsonValue } from "../core/json";
import type { NodeRunner } from "../core/node-runner";
import type { MergeConfig } from "./definition";

/** Joins the living values; dead branches are not among them. */
export const runMerge: NodeRunner<MergeConfig> = ({ config, inputs, sources }) => {
  const values = inputs.inputs as readonly JsonValue[];
  return { value: merged(config.mode, values, sources.inputs ?? []) };
};

function merged(mode: MergeConfig["mode"], values: readonly JsonValue[], sources: readonly string[]): JsonValue {
  if (mode === "first") return values[0] ?? null;
  if (mode === "append") return values.flat(1) as JsonValue[];
  return mode === "object" ? bySource(values, sources) : [...values];
}

/** A node that is connected with several of its ports gives a list under its id, so that nothing is lost. */
function bySource(values: readonly JsonValue[], sources: readonly string[]): JsonValue {
  const groups = Map.groupBy(values, (_, i) => sources[i] ?? String(i));
  return Object.fromEntries(
    [...groups].map(([id, group]) => [id, group.length === 1 ? (group[0] as JsonValue) : group]),
  );
}
