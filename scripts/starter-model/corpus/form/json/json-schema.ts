import type { JsonObject } from "@/nodes/core/json";
import { conversation, systemLines, turn } from "../../conversation";
import type { Maker } from "../../example";
import { fill, phrase, phrasingsOf } from "../../phrasings";
import { jsonAnswer, jsonLevel, objectSchema, record } from "./record";

/** As Heddle's agent says it: see nodes/agent/conversation.ts. */
export function describeSchema(schema: JsonObject): string {
  return `Answer with JSON alone, without any other words. It has to fit this JSON Schema:\n${JSON.stringify(schema)}`;
}

const extractors = phrasingsOf(`
  You read facts out of texts.
  You take what is written and invent nothing.
  You extract data.
  You read orders out of letters. You take what is written and invent nothing.
  You turn texts into data.
  You fill in forms from texts.
  ---
  You extract facts from texts and invent nothing.
  You turn letters into data.
`);

/** What a user says where the form is told elsewhere. */
export const bareExtracts = phrasingsOf(`
  {text}
  {text}
  Text: {text}
  Read this: {text}
  What does this text say?\\n\\n{text}
  Extract the data:\\n\\n{text}
  Read the facts out of this text:\\n{text}
  Fill in the fields from this text.\\n\\n{text}
  ---
  Extract the facts from this text:\\n\\n{text}
  Read this text:\\n{text}
  Fill in the data.\\n\\nText: {text}
`);

/** A text as JSON that fits a schema, as the agent node asks for it. */
export const jsonBySchema: Maker = (source) => {
  const { random } = source;
  const { text, wanted, more } = record(source, random.pick([1, 1, 2, 2, 3, 3, 4, 5]));
  const schema = objectSchema(source, wanted);
  const instructions = random.chance(0.5) ? phrase(source, random.chance(0.7) ? extractors : systemLines) : "";
  const system = [instructions, describeSchema(schema)].filter((part) => part !== "").join("\n\n");
  return {
    family: "form",
    kind: "json-schema",
    level: jsonLevel(wanted.length),
    messages: [
      ...conversation(system, fill(phrase(source, bareExtracts), { text }), jsonAnswer(wanted)),
      ...more.flatMap((next) => turn(next.text, jsonAnswer(next.wanted))),
    ],
    schema,
  };
};
