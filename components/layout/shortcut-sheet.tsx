"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useCommandRegistry } from "./commands";

/** What the keyboard can do on this page. */
export function ShortcutSheet({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Keyboard shortcuts" size="lg">
      {isOpen && <Groups />}
    </Dialog>
  );
}

function Groups() {
  const registry = useCommandRegistry();
  const groups = Map.groupBy(registry.shortcuts(), (shortcut) => shortcut.group);
  return (
    <div className="columns-2 gap-8 pb-3">
      {[...groups].map(([group, shortcuts]) => (
        <section key={group} className="mb-4 break-inside-avoid">
          <h3 className="mb-1 font-semibold text-faint text-xs">{group}</h3>
          <dl>
            {shortcuts.map(({ label, keys }) => (
              <div
                key={`${label} ${keys}`}
                className="flex h-8 items-center justify-between gap-4 border-line/60 border-b"
              >
                <dt className="truncate">{label}</dt>
                <dd>
                  <Kbd keys={keys} isBoxed />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
