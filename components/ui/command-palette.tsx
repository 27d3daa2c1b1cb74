"use client";

import { Command } from "cmdk";
import { Dialog as RadixDialog } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { scrim } from "./dialog";
import { Kbd } from "./kbd";
import type { Keys } from "./keys";
import { useReturnFocus } from "./use-return-focus";

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

/**
 * A searchable list over the page: type, arrow keys, Enter. `onSelect` is called when the list is gone and the focus
 * is back where it was, so that a command may act on what has focus, or move it.
 */
export function CommandPalette({
  isOpen,
  onOpenChange,
  label,
  placeholder,
  groups,
  emptyText = "Nothing found.",
}: CommandPaletteProps) {
  const chosen = useRef<PaletteItem>(undefined);
  const returnFocus = useReturnFocus(isOpen, () => {
    chosen.current?.onSelect();
    chosen.current = undefined;
  });

  function choose(item: PaletteItem) {
    chosen.current = item;
    onOpenChange(false);
  }

  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={scrim} />
        <RadixDialog.Content
          {...returnFocus}
          aria-describedby={undefined}
          className="fixed inset-x-0 top-[14vh] z-50 mx-auto w-[calc(100vw-2rem)] max-w-150 overflow-hidden rounded-xl border border-line-strong bg-panel shadow-overlay outline-none data-[state=open]:animate-appear"
        >
          <RadixDialog.Title className="sr-only">{label}</RadixDialog.Title>
          <Command label={label} loop vimBindings={false} filter={matchWords}>
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
                    <Item key={item.id} item={item} choose={choose} />
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

function Item({ item, choose }: { item: PaletteItem; choose: (item: PaletteItem) => void }) {
  return (
    <Command.Item
      // cmdk ranks and tells items apart by this text; the id keeps two of one name apart.
      value={`${item.label} ${item.id}`}
      keywords={item.keywords}
      disabled={item.isDisabled}
      onSelect={() => choose(item)}
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

/**
 * Every word of the search must occur. cmdk's own filter also finds letters that are merely scattered in order, and as
 * groups keep their place, such a find would stand above the thing that was meant.
 */
function matchWords(value: string, search: string, keywords: string[] = []): number {
  const label = value.toLowerCase();
  const text = [label, ...keywords].join(" ").toLowerCase();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => text.includes(word))) return 0;
  const first = words[0] ?? "";
  return label.startsWith(first) ? 1 : label.includes(first) ? 0.75 : 0.5;
}
