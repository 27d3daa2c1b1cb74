import type { JsonObject, JsonValue } from "../core/json";
import { printValue } from "../core/json";
import type { NodeRunner, Passage } from "../core/node-runner";
import type { RecallConfig } from "./definition";

export const runRecall: NodeRunner<RecallConfig> = async ({ config, inputs, collections }) => {
  const { collection, topK, minScore, mode, filter } = config;
  const query = inputs.query == null ? "" : printValue(inputs.query);
  const opened = await collections.open(collection);
  const passages = await opened.search({
    query,
    topK,
    minScore,
    mode,
    ...(Object.keys(filter).length === 0 ? {} : { filter: filter as JsonObject }),
  });
  return { documents: passages as unknown as JsonValue, text: passages.map(numbered).join("\n\n") };
};

/** With its source, so that an answer can name the one that it used. */
function numbered({ text, source: { name, place } }: Passage, index: number): string {
  return `[${index + 1}] ${text}\n(${[name, place].filter((part) => part !== undefined).join(", ")})`;
}
