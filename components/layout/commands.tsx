"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import type { Keys } from "@/components/ui/keys";
import { usePlatform } from "@/components/ui/platform";
import { type Command, CommandRegistry, type Shortcut } from "./command-registry";
import { placeOf } from "./press-place";

const RegistryContext = createContext<CommandRegistry | null>(null);

/** Holds what pages register and listens to the keyboard for all of them. */
export function CommandProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new CommandRegistry());
  const platform = usePlatform();

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      // What has focus goes first; and while an input method composes, its keys are not ours.
      if (event.defaultPrevented || event.isComposing) return;
      const command = registry.find(event, platform, placeOf(event));
      if (!command) return;
      event.preventDefault();
      command.run();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [registry, platform]);

  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

export function useCommandRegistry(): CommandRegistry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error("commands need a CommandProvider above them");
  return registry;
}

/**
 * Offers commands while the component is mounted. The list may be new in each render, and falsy entries are left out:
 * `useCommands([{ id: "workflow.run", label: "Run", group: "Workflow", keys: "mod+enter", run }, isOwner && { … }])`.
 */
export function useCommands(commands: readonly (Command | false | null | undefined)[]): void {
  const registry = useCommandRegistry();
  const latest = useLatest(commands);
  useEffect(
    () => registry.addCommands(() => latest.current.filter((command): command is Command => Boolean(command))),
    [registry, latest],
  );
}

/** Lists shortcuts in the sheet that are bound elsewhere, such as by the canvas. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = useCommandRegistry();
  const latest = useLatest(shortcuts);
  useEffect(() => registry.addShortcuts(() => latest.current), [registry, latest]);
}

export type HotkeyOptions = Pick<Command, "isDisabled" | "worksWhileTyping" | "worksInOverlays">;

/** Binds keys to something too small to be a command, such as "/" to a search field. */
export function useHotkey(keys: Keys, run: () => void, options: HotkeyOptions = {}): void {
  useCommands([{ ...options, id: `hotkey:${keys}`, label: keys, group: "", keys, run, listed: "nowhere" }]);
}

function useLatest<Value>(value: Value) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
