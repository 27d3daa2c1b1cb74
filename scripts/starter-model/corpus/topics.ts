import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { readFacts } from "./facts";

const topicSchema = z.strictObject({
  topic: z.string(),
  /** Ways to name it. */
  ask: z.array(z.string()).min(2),
  /** Ids of three facts. */
  facts: z.array(z.string()).length(3),
});

export interface Topic {
  readonly ask: readonly string[];
  /** What is said of it, a paragraph each. */
  readonly paragraphs: readonly string[];
}

/** What can be explained in three paragraphs, from `facts/topics.yaml`. */
export function readTopics(): readonly Topic[] {
  const file = join(import.meta.dirname, "..", "facts", "topics.yaml");
  const answers = new Map(readFacts().map(({ id, answer }) => [id, answer]));
  return z
    .array(topicSchema)
    .parse(parse(readFileSync(file, "utf8")))
    .map(({ topic, ask, facts }) => ({
      ask,
      paragraphs: facts.map((id) => {
        const answer = answers.get(id);
        if (answer === undefined) throw new Error(`The topic ${topic} names ${id}, which is no fact.`);
        return answer;
      }),
    }));
}
