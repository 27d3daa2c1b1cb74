import type { ForkDraft } from "./fork-draft";

/** A port whose value still has the text that another port no longer gives, such as the messages of an agent. */
export interface OldText {
  /** The port that was edited. */
  readonly edited: string;
  /** The ports that still have what stood there before. */
  readonly ports: readonly string[];
}

type Ports = ForkDraft["ports"];

/** A word or two may stand anywhere by chance. */
const leastLetters = 8;

/** Where an edited text still stands as it was. Compares whole texts, not parts of them. */
export function oldTexts(ports: Ports, output: Readonly<Record<string, unknown>> = {}): OldText[] {
  return Object.entries(ports).flatMap(([edited, { as, fires, text }]): OldText[] => {
    const before = output[edited];
    if (as !== "text" || !fires || typeof before !== "string" || before === text) return [];
    if (before.trim().length < leastLetters) return [];
    const holding = Object.keys(ports).filter(
      (name) => name !== edited && withText(ports, name, before, text) !== undefined,
    );
    return holding.length === 0 ? [] : [{ edited, ports: holding }];
  });
}

/** The ports with the new text in the place of the old one. */
export function takenAlong(
  ports: Ports,
  output: Readonly<Record<string, unknown>>,
  { edited, ports: names }: OldText,
): Ports {
  const before = String(output[edited]);
  const after = ports[edited]?.text ?? "";
  return Object.fromEntries(
    Object.entries(ports).map(([name, draft]) => {
      const text = names.includes(name) ? withText(ports, name, before, after) : undefined;
      return [name, text === undefined ? draft : { ...draft, text }];
    }),
  );
}

/** What a port's editor would hold; undefined where the old text does not stand in it. */
function withText(ports: Ports, name: string, before: string, after: string): string | undefined {
  const draft = ports[name];
  if (draft === undefined || !draft.fires) return undefined;
  if (draft.as === "text") return draft.text === before ? after : undefined;
  try {
    let isThere = false;
    const value = JSON.parse(draft.text, (_, part: unknown) => {
      if (part !== before) return part;
      isThere = true;
      return after;
    });
    return isThere ? JSON.stringify(value, null, 2) : undefined;
  } catch {
    return undefined;
  }
}
