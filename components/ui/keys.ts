import type { Platform } from "./platform";

/**
 * A shortcut as text: modifiers and one key joined by `+`, as in `mod+shift+z`, `escape`, `?`.
 * `mod` is ⌘ on a Mac and Ctrl elsewhere.
 */
export type Keys = string;

export interface ParsedKeys {
  mod: boolean;
  shift: boolean;
  alt: boolean;
  /** `KeyboardEvent.key` in lower case. */
  key: string;
}

/** What matching reads of a `KeyboardEvent`. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "metaKey" | "ctrlKey" | "shiftKey" | "altKey">;

const named: Record<string, string> = {
  enter: "↵",
  escape: "Esc",
  backspace: "⌫",
  delete: "Del",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  tab: "Tab",
  " ": "Space",
};

export function parseKeys(keys: Keys): ParsedKeys {
  const parts = keys.toLowerCase().split("+");
  const last = parts.at(-1);
  const key = last === "space" ? " " : last || "+";
  return { mod: parts.includes("mod"), shift: parts.includes("shift"), alt: parts.includes("alt"), key };
}

/** The caps to draw for a shortcut, in the order and with the signs of the platform. */
export function formatKeys(keys: Keys, platform: Platform): string[] {
  const { mod, shift, alt, key } = parseKeys(keys);
  const isMac = platform === "mac";
  const cap = named[key] ?? (key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1));
  return [
    ...(mod ? [isMac ? "⌘" : "Ctrl"] : []),
    ...(alt ? [isMac ? "⌥" : "Alt"] : []),
    ...(shift ? [isMac ? "⇧" : "Shift"] : []),
    cap,
  ];
}

/** Whether a key press is this shortcut; letters are also matched by place, for layouts that are not Latin. */
export function matchesKeys(keys: Keys, press: KeyPress, platform: Platform): boolean {
  const wanted = parseKeys(keys);
  const isMac = platform === "mac";
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const otherMod = isMac ? press.ctrlKey : press.metaKey;
  if (mod !== wanted.mod || otherMod || press.altKey !== wanted.alt) return false;
  const isLetter = /^[a-z]$/.test(wanted.key);
  // Signs such as "?" need Shift on some layouts and not on others: the sign itself is what counts.
  const isSign = wanted.key.length === 1 && !isLetter && wanted.key !== " ";
  if (press.shiftKey !== wanted.shift && !isSign) return false;
  if (press.key.toLowerCase() === wanted.key) return true;
  return isLetter && !/^[a-z]$/i.test(press.key) && press.code === `Key${wanted.key.toUpperCase()}`;
}
