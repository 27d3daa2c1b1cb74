import { AppError } from "../core/app-error";
import { isJsonObject, type JsonObject, type JsonValue, printValue } from "../core/json";
import type { NewText, NodeContext, NodeRunner } from "../core/node-runner";
import { metadataTemplates, type RememberConfig } from "./definition";

const mostTexts = 10_000;

export const runRemember: NodeRunner<RememberConfig> = async (context) => {
  const texts = readTexts(context.inputs.value ?? null, metadataOf(context));
  const collection = await context.collections.open(context.config.collection);
  return { ids: [...(await collection.add(texts))] };
};

function metadataOf({ config, render }: NodeContext<RememberConfig>): JsonObject {
  const rendered = metadataTemplates(config).map(({ field, text }) => [
    field.slice("metadata.".length),
    render(text, { field }),
  ]);
  return { ...config.metadata, ...Object.fromEntries(rendered) };
}

/** Each item of a list is a text of its own; what is empty is left out. */
function readTexts(value: JsonValue, metadata: JsonObject): NewText[] {
  const items = Array.isArray(value) ? value : [value];
  if (items.length > mostTexts)
    throw new AppError(
      "LIMIT_EXCEEDED",
      `${items.length} texts are more than the ${mostTexts} that one node remembers.`,
      {
        hint: "Put it into a for-each, or add a file to the collection.",
      },
    );
  const texts = items.map((item) => readText(item, metadata)).filter(({ text }) => text.trim() !== "");
  if (texts.length > 0 || (Array.isArray(value) && value.length === 0)) return texts;
  throw new AppError("NODE_INPUT_INVALID", "There is nothing to remember: the value is empty.", { field: "value" });
}

/** `{ text, name, metadata }` says more of itself; anything else is printed. */
function readText(item: JsonValue, metadata: JsonObject): NewText {
  if (!isJsonObject(item) || typeof item.text !== "string")
    return { text: item === null ? "" : printValue(item), metadata };
  const own = isJsonObject(item.metadata) ? (item.metadata as JsonObject) : {};
  return {
    text: item.text,
    metadata: { ...metadata, ...own },
    ...(typeof item.name === "string" && item.name !== "" ? { name: item.name } : {}),
  };
}
