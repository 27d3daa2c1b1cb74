"use client";

import { Command } from "cmdk";
import { Popover } from "radix-ui";
import { useState } from "react";
import { familyLooks } from "@/components/palette/families";
import { NodeIcon } from "@/components/palette/node-icon";
import { searchDefinitions } from "@/components/palette/search-definitions";
import { cn } from "@/components/ui/cn";
import { menuSurface } from "@/components/ui/menu-style";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { useCanvas, useCanvasStore } from "./canvas-context";
import type { PickerRequest } from "./canvas-store";
import { hasFittingPort } from "./new-node";
import { useAddNode } from "./use-add-node";

/** The palette at the pointer: where a connection was let go, only what it can be connected to. */
export function NodePicker() {
  const request = useCanvas(({ picker }) => picker);
  const canvas = useCanvasStore();
  if (request === undefined) return null;
  const close = () => canvas.setState({ picker: undefined });
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Popover.Anchor className="fixed" style={{ left: request.at.x, top: request.at.y }} />
      <Popover.Portal>
        <Popover.Content
          side="right"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Add a node"
          className={cn(menuSurface, "w-64 overflow-hidden")}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            canvas.getState().pane?.focus();
          }}
        >
          <PickerList request={request} close={close} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function PickerList({ request, close }: { request: PickerRequest; close: () => void }) {
  const definitions = useWorkflow((state) => state.definitions);
  const addNode = useAddNode();
  const { from, position, pointer } = request;
  const [search, setSearch] = useState("");
  const fitting = [...definitions.values()].filter(
    (definition) => from === undefined || hasFittingPort(definition, from.kind, from.side),
  );
  return (
    // The palette's own search: what is called by its name stands first, in whichever family it is.
    <Command label="Node types" loop shouldFilter={false}>
      <Command.Input
        value={search}
        onValueChange={setSearch}
        placeholder={from === undefined ? "Add a node" : `Connect ${from.port} to a new…`}
        className="h-9 w-full border-b bg-transparent px-3 outline-none"
      />
      <Command.List className="max-h-72 scroll-py-1 overflow-y-auto p-1">
        <Command.Empty className="px-3 py-4 text-dim">Nothing fits.</Command.Empty>
        {searchDefinitions(fitting, search).map(({ family, definitions: members }) => (
          <Command.Group
            key={family}
            heading={familyLooks[family].title}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs"
          >
            {members.map((definition) => (
              <Command.Item
                key={definition.type}
                value={`${definition.title} ${definition.type}`}
                onSelect={() => {
                  close();
                  // The end of a dragged connection was aimed at; a key pressed twice at one pointer was not.
                  const where = from === undefined ? pointer && { near: position } : { position, connectTo: from };
                  addNode(definition.type, { ...where, pointer });
                }}
                className="flex h-7.5 items-center gap-2.5 rounded-md px-2 aria-selected:bg-hover"
              >
                <NodeIcon definition={definition} />
                {definition.title}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
