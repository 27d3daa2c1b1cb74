import type { Level, Maker } from "../example";
import { rounds } from "../rounds";
import { ask, askMissing, askSubject } from "./ask";
import { chat, laidOut, mixIn } from "./layout";
import { passage, shapes, withPronouns } from "./passage";
import { reading } from "./reading";

/** Questions about the facts of a passage. */
export function factsMaker(kind: string, level: Level, least: number, most: number, chatSentences = 0): Maker {
  return (source) => {
    const { random } = source;
    const count = random.int(least, most);
    const scene = passage(source, count === 1 ? "mixed" : random.pick(shapes), count);
    const others = chatSentences > 0 ? chat(source, chatSentences) : [];
    const told = others.length > 0 ? scene.facts.map(({ sentence }) => sentence) : withPronouns(source, scene);
    const sentences = mixIn(source, told, others);
    const turns = random
      .shuffle(scene.facts)
      .slice(0, rounds(source, 6))
      .map((fact) => (level >= 2 && random.chance(0.25) ? askSubject(source, fact) : ask(source, fact)));
    const missing = level >= 2 && random.chance(0.2) ? askMissing(source, scene) : undefined;
    const all = missing && turns.length > 1 ? turns.toSpliced(random.int(1, turns.length), 0, missing) : turns;
    return reading(source, kind, level, laidOut(source, sentences), all);
  };
}

/** Questions for the subject that has a value. */
export function reverseMaker(level: Level, least: number, most: number): Maker {
  return (source) => {
    for (;;) {
      const scene = passage(source, source.random.pick(shapes), source.random.int(least, most));
      const asked = source.random.shuffle(scene.facts.filter(({ relation }) => relation.asksSubject));
      if (asked.length === 0) continue;
      const context = laidOut(source, withPronouns(source, scene));
      const turns = asked.slice(0, rounds(source, 4)).map((fact) => askSubject(source, fact));
      return reading(source, "reverse", level, context, turns);
    }
  };
}

/** Questions that the passage does not answer. */
export function missingMaker(level: Level, least: number, most: number): Maker {
  return (source) => {
    for (;;) {
      const scene = passage(source, source.random.pick(shapes), source.random.int(least, most));
      const context = laidOut(source, withPronouns(source, scene));
      const missing = askMissing(source, scene);
      if (!missing) continue;
      const others = scene.facts.slice(0, rounds(source, 4) - 1).map((fact) => ask(source, fact));
      return reading(source, "not-in-context", level, context, source.random.shuffle([missing, ...others]));
    }
  };
}
