"use client";

import { Check, ChevronRight } from "lucide-react";
import { ContextMenu as RadixContextMenu, DropdownMenu as RadixMenu } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import type { Keys } from "./keys";
import { letShortcutsThrough } from "./let-shortcuts-through";
import { menuItem, menuItemDanger, menuLabel, menuSeparator, menuSurface } from "./menu-style";
import { type Chosen, useKeptFocus } from "./use-kept-focus";

/** A menu as data: the same list serves a button's menu and a context menu. */
export type MenuEntry =
  | {
      type?: "action";
      label: string;
      icon?: ReactNode;
      /** The shortcut drawn at the right; it is not bound here. */
      kbd?: Keys;
      tone?: "default" | "danger";
      isDisabled?: boolean;
      /** What it does takes the focus, so the menu does not give it back to where it was. */
      movesFocus?: boolean;
      onSelect: () => void;
    }
  | { type: "check"; label: string; isChecked: boolean; onSelect: () => void }
  | { type: "submenu"; label: string; icon?: ReactNode; entries: MenuEntry[] }
  | { type: "label"; label: string }
  | { type: "separator" };

/** The entries, with what is falsy left out, so that callers can write `isOwner && { … }`. */
export type MenuEntries = (MenuEntry | false | null | undefined)[];

export interface MenuProps {
  entries: MenuEntries;
  /** The button that opens it; it must take a ref. */
  children: ReactElement;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
}

/** A button's menu. */
export function Menu({ entries, children, align = "end", side = "bottom" }: MenuProps) {
  const { onChoose, onCloseAutoFocus } = useKeptFocus();
  return (
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild onKeyDown={letShortcutsThrough}>
        {children}
      </RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn(menuSurface, "min-w-44 p-1")}
          onClick={(event) => event.stopPropagation()}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <Entries parts={RadixMenu} entries={entries} onChoose={onChoose} />
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

/** The menu of the right mouse button (and of the menu key) over `children`. */
export function ContextMenu({ entries, children }: Pick<MenuProps, "entries" | "children">) {
  const { onChoose, onCloseAutoFocus } = useKeptFocus();
  return (
    <RadixContextMenu.Root modal={false}>
      <RadixContextMenu.Trigger asChild>{children}</RadixContextMenu.Trigger>
      <RadixContextMenu.Portal>
        <RadixContextMenu.Content
          collisionPadding={8}
          className={cn(menuSurface, "min-w-48 p-1")}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <Entries parts={RadixContextMenu} entries={entries} onChoose={onChoose} />
        </RadixContextMenu.Content>
      </RadixContextMenu.Portal>
    </RadixContextMenu.Root>
  );
}

/** The two Radix menus have the same parts under the same names. */
type MenuParts = Pick<
  typeof RadixMenu,
  "Item" | "CheckboxItem" | "ItemIndicator" | "Label" | "Separator" | "Sub" | "SubTrigger" | "SubContent" | "Portal"
>;

interface EntriesProps {
  parts: MenuParts;
  entries: MenuEntries;
  onChoose: (entry: Chosen) => void;
}

function Entries({ parts, entries, onChoose }: EntriesProps) {
  return entries
    .filter((entry): entry is MenuEntry => Boolean(entry))
    .map((entry, index) => (
      // Entries have no identity of their own: a separator is its place.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Entry key={index} parts={parts} entry={entry} onChoose={onChoose} />
    ));
}

function Entry({ parts, entry, onChoose }: Omit<EntriesProps, "entries"> & { entry: MenuEntry }) {
  switch (entry.type) {
    case "separator":
      return <parts.Separator className={menuSeparator} />;
    case "label":
      return <parts.Label className={menuLabel}>{entry.label}</parts.Label>;
    case "check":
      return (
        <parts.CheckboxItem className={cn(menuItem, "pl-7.5")} checked={entry.isChecked} onSelect={entry.onSelect}>
          <parts.ItemIndicator className="absolute left-2">
            <Check />
          </parts.ItemIndicator>
          {entry.label}
        </parts.CheckboxItem>
      );
    case "submenu":
      return (
        <parts.Sub>
          <parts.SubTrigger className={cn(menuItem, "data-[state=open]:bg-hover")}>
            {entry.icon}
            {entry.label}
            <ChevronRight className="ml-auto" />
          </parts.SubTrigger>
          <parts.Portal>
            <parts.SubContent sideOffset={4} collisionPadding={8} className={cn(menuSurface, "min-w-44 p-1")}>
              <Entries parts={parts} entries={entry.entries} onChoose={onChoose} />
            </parts.SubContent>
          </parts.Portal>
        </parts.Sub>
      );
    default:
      return (
        <parts.Item
          className={cn(menuItem, entry.tone === "danger" && menuItemDanger)}
          disabled={entry.isDisabled}
          onSelect={() => {
            onChoose(entry);
            entry.onSelect();
          }}
        >
          {entry.icon}
          {entry.label}
          {entry.kbd && <Kbd keys={entry.kbd} className="ml-auto pl-6 text-faint" />}
        </parts.Item>
      );
  }
}
