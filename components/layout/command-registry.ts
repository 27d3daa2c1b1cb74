import type { ReactNode } from "react";
import { type KeyPress, type Keys, matchesKeys } from "@/components/ui/keys";
import type { Platform } from "@/components/ui/platform";

/** Something that can be done here and now: listed in the command menu, bound to its keys, shown among the shortcuts. */
export interface Command {
  /** Unique among what is registered at one time: "workflow.run". */
  id: string;
  label: string;
  /** The heading it stands under in the menu and the sheet: "Workflow", "Go to". */
  group: string;
  icon?: ReactNode;
  /** Quiet text at the right, such as the kind of a node. */
  detail?: string;
  /** Further words that find it. */
  keywords?: string[];
  /** Further keys do the same but are not drawn. */
  keys?: Keys | readonly [Keys, ...Keys[]];
  run: () => void;
  /** Cannot be done now: shown gray, its keys do nothing. */
  isDisabled?: boolean;
  /** `"menu"` lists it in the command menu alone, `"keys"` among the shortcuts alone, `"nowhere"` only binds. */
  listed?: "everywhere" | "menu" | "keys" | "nowhere";
  /** Also takes its keys while the person types in a field, as Run does. */
  worksWhileTyping?: boolean;
  /** Also takes its keys while a dialog or a menu is open. */
  worksInOverlays?: boolean;
}

/** A line of the shortcuts sheet that something else binds, such as the canvas. */
export interface Shortcut {
  group: string;
  label: string;
  keys: Keys;
}

/** Where a key was pressed. */
export interface PressPlace {
  isTyping: boolean;
  isInOverlay: boolean;
}

/** What pages have registered. Getters, so that a page that renders often never has to register again. */
export class CommandRegistry {
  readonly #commands = new Set<() => readonly Command[]>();
  readonly #shortcuts = new Set<() => readonly Shortcut[]>();

  addCommands(source: () => readonly Command[]): () => void {
    this.#commands.add(source);
    return () => this.#commands.delete(source);
  }

  addShortcuts(source: () => readonly Shortcut[]): () => void {
    this.#shortcuts.add(source);
    return () => this.#shortcuts.delete(source);
  }

  /** The newest registration first: what belongs to the page before what belongs to the frame. */
  commands(): Command[] {
    return [...this.#commands].reverse().flatMap((source) => source());
  }

  /** The lines of the sheet: bound commands and what is only listed. */
  shortcuts(): Shortcut[] {
    const bound = this.commands().flatMap((command) => {
      const [keys] = keysOf(command);
      const isListed = (command.listed ?? "everywhere") === "everywhere" || command.listed === "keys";
      return keys && isListed ? [{ group: command.group, label: command.label, keys }] : [];
    });
    return [...bound, ...[...this.#shortcuts].reverse().flatMap((source) => source())];
  }

  /** The command that this key press means in this place, if any; of two with the same keys the newest. */
  find(press: KeyPress, platform: Platform, place: PressPlace): Command | undefined {
    return this.commands().find(
      (command) =>
        !command.isDisabled &&
        (!place.isTyping || command.worksWhileTyping) &&
        (!place.isInOverlay || command.worksInOverlays) &&
        keysOf(command).some((keys) => matchesKeys(keys, press, platform)),
    );
  }
}

function keysOf({ keys }: Command): readonly Keys[] {
  if (keys === undefined) return [];
  return typeof keys === "string" ? [keys] : keys;
}
