"use client";

import { Keyboard, Search } from "lucide-react";
import { useState } from "react";
import { CommandPalette, type PaletteGroup } from "@/components/ui/command-palette";
import type { Command } from "./command-registry";
import { useCommandRegistry, useCommands } from "./commands";
import { ShortcutSheet } from "./shortcut-sheet";

/** The command menu (⌘K) and the sheet of shortcuts (?), for the whole studio. */
export function CommandMenu() {
  const registry = useCommandRegistry();
  const [groups, setGroups] = useState<PaletteGroup[] | null>(null);
  const [isSheetOpen, setIsSheetOpen] = useState(false);

  useCommands([
    {
      id: "app.commands",
      label: "Commands",
      group: "Everywhere",
      icon: <Search />,
      keys: "mod+k",
      run: () => setGroups((open) => (open ? null : toGroups(registry.commands()))),
      listed: "keys",
      worksWhileTyping: true,
      worksInOverlays: true,
    },
    {
      id: "app.shortcuts",
      label: "Keyboard shortcuts",
      group: "Everywhere",
      icon: <Keyboard />,
      keys: "?",
      run: () => setIsSheetOpen(true),
    },
  ]);

  return (
    <>
      <CommandPalette
        isOpen={groups !== null}
        onOpenChange={(isOpen) => !isOpen && setGroups(null)}
        label="Commands"
        placeholder="Find a command…"
        groups={groups ?? []}
        emptyText="No command of that name."
      />
      <ShortcutSheet isOpen={isSheetOpen} onOpenChange={setIsSheetOpen} />
    </>
  );
}

/** What is done with the open workflow as a whole, Run above all. */
const mainGroup = "Workflow";

function toGroups(commands: Command[]): PaletteGroup[] {
  const listed = commands.filter(({ listed = "everywhere" }) => listed === "everywhere" || listed === "menu");
  const groups = [...Map.groupBy(listed, (command) => command.group)];
  // What is done most comes first; the others stay in their order.
  groups.sort(([a], [b]) => Number(b === mainGroup) - Number(a === mainGroup));
  return groups.map(([label, members]) => ({
    label,
    items: members.map(({ keys, run, ...command }) => ({
      ...command,
      kbd: typeof keys === "string" ? keys : keys?.[0],
      onSelect: run,
    })),
  }));
}
