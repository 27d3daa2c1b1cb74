"use client";

import { PanelLeftClose } from "lucide-react";
import { type DragEvent, type KeyboardEvent, useRef, useState } from "react";
import { useCanvasStore } from "@/components/canvas/canvas-context";
import { useAddNode } from "@/components/canvas/use-add-node";
import { IconButton } from "@/components/ui/icon-button";
import { SearchInput } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import type { NodeDefinition } from "@/nodes/core/node-definition";
import { familyLooks } from "./families";
import { NodeIcon } from "./node-icon";
import { nodeTypeMime } from "./node-type-mime";
import { allFamilies, searchDefinitions } from "./search-definitions";

export const searchFieldId = "node-palette-search";

/** All node types, to search, to drag onto the canvas, or to add with a click or Enter. */
export function NodePalette({ onClose }: { onClose: () => void }) {
  const definitions = useWorkflow((state) => state.definitions);
  const addNode = useAddNode();
  const canvas = useCanvasStore();
  const [search, setSearch] = useState("");
  const searchField = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const isSearching = search.trim() !== "";
  const families = isSearching ? searchDefinitions(definitions.values(), search) : allFamilies(definitions.values());

  function items(): HTMLElement[] {
    return [...(list.current?.querySelectorAll<HTMLElement>("[data-node-type]") ?? [])];
  }

  /** Up and down walk the list from the search field on; Enter in the field adds the first that was found. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = items();
      const at = all.indexOf(document.activeElement as HTMLElement);
      const next = event.key === "ArrowDown" ? all[at + 1] : all[at - 1];
      (next ?? (event.key === "ArrowUp" ? searchField.current : undefined))?.focus();
      event.preventDefault();
    }
    if (event.key === "Enter" && event.target === searchField.current) {
      const first = families[0]?.definitions[0];
      if (first === undefined) return;
      addNode(first.type);
      // What is typed next is looked for anew.
      searchField.current.select();
    }
    if (event.key === "Escape") {
      event.preventDefault();
      if (search === "") canvas.getState().pane?.focus();
      setSearch("");
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys walk the buttons inside, which are reachable by Tab too
    <div data-region className="flex h-full min-h-0 flex-col bg-panel" onKeyDown={onKeyDown}>
      <div className="flex items-center gap-1 p-2.5 pb-1.5">
        <SearchInput
          ref={searchField}
          id={searchFieldId}
          className="min-w-0 flex-1"
          aria-label="Search nodes"
          placeholder="Search nodes"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          end={search === "" && <Kbd keys="/" />}
        />
        <IconButton label="Close the palette" icon={<PanelLeftClose />} onClick={onClose} tooltipSide="bottom" />
      </div>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto px-2.5 pb-4">
        {families.map(({ family, definitions: members }) => (
          <section key={family} aria-label={familyLooks[family].title}>
            <h3 className="mt-3 mb-1 px-1.5 font-semibold text-faint text-xs">{familyLooks[family].title}</h3>
            {members.map((definition) => (
              <PaletteItem key={definition.type} definition={definition} onAdd={() => addNode(definition.type)} />
            ))}
            {members.length === 0 && <p className="px-1.5 py-1 text-faint">{familyLooks[family].empty}</p>}
          </section>
        ))}
        {families.length === 0 && <p className="px-1.5 py-4 text-dim">No node is called “{search}”.</p>}
      </div>
    </div>
  );
}

function PaletteItem({ definition, onAdd }: { definition: NodeDefinition; onAdd: () => void }) {
  function onDragStart(event: DragEvent) {
    event.dataTransfer.setData(nodeTypeMime, definition.type);
    event.dataTransfer.effectAllowed = "copy";
  }
  return (
    <button
      type="button"
      draggable
      data-node-type={definition.type}
      title={definition.description}
      onClick={onAdd}
      onDragStart={onDragStart}
      className="flex h-7.5 w-full cursor-grab items-center gap-2.5 rounded-md px-1.5 text-left hover:bg-hover active:cursor-grabbing"
    >
      <NodeIcon definition={definition} />
      <span className="truncate">{definition.title}</span>
    </button>
  );
}
