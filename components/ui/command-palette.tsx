"use client";

import { Command } from "cmdk";
import { Dialog as RadixDialog } from "radix-ui";
import type { ReactNode } from "react";
import { scrim } from "./dialog";
import { Kbd } from "./kbd";
import type { Keys } from "./keys";

export interface PaletteItem {
  id: string;
  label: string;
  /** At the right, quiet: the kind of thing, a path. */
  detail?: string;
  icon?: ReactNode;
  kbd?: Keys;
  /** Further words that find it. */
  keywords?: string[];
  isDisabled?: boolean;
  onSelect: () => void;
}

export interface PaletteGroup {
  label: string;
  items: PaletteItem[];
}

export interface CommandPaletteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** The accessible name. */
  label: string;
  placeholder: string;
  groups: PaletteGroup[];
  /** What to say when nothing fits. */
  emptyText?: string;
}

/** A searchable list over the page: type, arrow keys, Enter. Closes before it calls `onSelect`. */
export function CommandPalette({
  isOpen,
  onOpenChange,
  label,
  placeholder,
  groups,
  emptyText = "Nothing found.",
}: CommandPaletteProps) {
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={scrim} />
        <RadixDialog.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-150 overflow-hidden rounded-xl border border-line-strong bg-panel shadow-overlay outline-none data-[state=open]:animate-appear"
        >
          <RadixDialog.Title className="sr-only">{label}</RadixDialog.Title>
          <Command label={label} loop>
            <Command.Input
              placeholder={placeholder}
              className="h-11 w-full border-b bg-transparent px-4 text-lg outline-none"
            />
            <Command.List className="max-h-[50vh] scroll-py-2 overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-dim">{emptyText}</Command.Empty>
              {groups.map((group) => (
                <Command.Group
                  key={group.label}
                  heading={group.label}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs"
                >
                  {group.items.map((item) => (
                    <Item key={item.id} item={item} close={() => onOpenChange(false)} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

function Item({ item, close }: { item: PaletteItem; close: () => void }) {
  return (
    <Command.Item
      // cmdk ranks and tells items apart by this text; the id keeps two of one name apart.
      value={`${item.label} ${item.id}`}
      keywords={item.keywords}
      disabled={item.isDisabled}
      onSelect={() => {
        close();
        item.onSelect();
      }}
      className="flex h-8 select-none items-center gap-2.5 rounded-md px-2.5 aria-disabled:opacity-50 aria-selected:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-dim"
    >
      {item.icon}
      <span className="truncate">{item.label}</span>
      <span className="ml-auto flex shrink-0 items-center gap-3 text-faint text-sm">
        {item.detail}
        {item.kbd && <Kbd keys={item.kbd} />}
      </span>
    </Command.Item>
  );
}
