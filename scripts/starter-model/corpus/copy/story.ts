import type { Level, Maker } from "../example";
import { capital } from "../grammar";
import { fill, phrase } from "../phrasings";
import { draws } from "../relations/draws";
import { rounds } from "../rounds";
import { fresh } from "./fresh-values";
import { reading } from "./reading";
import { stories } from "./stories";

/** Questions about a story. */
export const storyMaker =
  (level: Level): Maker =>
  (source) => {
    const { random } = source;
    const story = random.pick(source.split === "train" ? stories.train : [...stories.train, ...stories.heldOut]);
    const used: string[] = [];
    const values: Record<string, string> = {};
    for (const [slot, kind] of Object.entries(story.slots)) {
      const value = fresh(source, used, draws[kind]);
      if (value === undefined) throw new Error(`No value for ${slot}.`);
      values[slot] = value;
    }
    const sentences = story.text.map((versions) => capital(fill(random.pick(versions), values)));
    const asked = random.sample(story.questions, level < 3 ? rounds(source, 3) : random.int(2, 6));
    const turns = asked.map(({ wordings, answer }) => ({
      question: fill(phrase(source, wordings), values),
      answer: fill(answer, values),
    }));
    const context = random.chance(0.85) ? sentences.join(" ") : sentences.join("\n");
    return reading(source, "story", level, context, turns);
  };
