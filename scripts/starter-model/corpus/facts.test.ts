import { describe, expect, test } from "vitest";
import { readFacts, readHeldOutQuestions } from "./facts";
import { readTopics } from "./topics";

const facts = readFacts();

/** Every sentence that a pattern stands for. */
function all(pattern: string): string[] {
  const group = /\{([^{}]*)\}/.exec(pattern);
  if (group === null) return [pattern];
  return (group[1] ?? "").split("|").flatMap((choice) => all(pattern.replace(group[0], () => choice)));
}

const normalize = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

describe("the facts", () => {
  test("are enough, each asked in many ways", () => {
    expect(facts.length).toBeGreaterThanOrEqual(150);
    for (const { id, ask } of facts) expect(ask.flatMap(all).length, id).toBeGreaterThan(40);
  });

  test("share no question, and no answer", () => {
    const owners = new Map<string, string>();
    for (const { id, ask } of facts) {
      for (const question of ask.flatMap(all).map(normalize)) {
        expect(owners.get(question) ?? id, question).toBe(id);
        owners.set(question, id);
      }
    }
    expect(new Set(facts.map(({ answer }) => answer)).size).toBe(facts.length);
  });

  test("are tested with questions that no pattern gives", () => {
    const heldOut = readHeldOutQuestions();
    expect(Object.keys(heldOut).sort()).toEqual(facts.map(({ id }) => id).sort());
    const trained = new Set(facts.flatMap(({ ask }) => ask.flatMap(all).map(normalize)));
    for (const [id, questions] of Object.entries(heldOut)) {
      expect(questions.length, id).toBeGreaterThan(0);
      for (const question of questions) expect(trained.has(normalize(question)), question).toBe(false);
    }
  });

  test("make the topics", () => {
    expect(readTopics().length).toBeGreaterThan(20);
  });
});
