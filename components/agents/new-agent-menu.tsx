"use client";

import { useQuery } from "@tanstack/react-query";
import { Bot, Plus } from "lucide-react";
import { useTRPC } from "@/components/api/trpc-provider";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";

export interface NewAgentMenuProps {
  /** A template's key; undefined: an empty agent. */
  onCreate: (template: string | undefined) => void;
  isLoading: boolean;
}

/** A new agent: empty, or from one that is ready. */
export function NewAgentMenu({ onCreate, isLoading }: NewAgentMenuProps) {
  const { data: templates = [] } = useQuery(
    useTRPC().agents.templates.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }),
  );
  return (
    <Menu
      entries={[
        { label: "Empty agent", icon: <Plus />, onSelect: () => onCreate(undefined) },
        templates.length > 0 && { type: "separator" },
        templates.length > 0 && { type: "label", label: "From a template" },
        ...templates.map(({ key, name }) => ({ label: name, icon: <Bot />, onSelect: () => onCreate(key) })),
      ]}
    >
      <Button variant="primary" icon={<Plus />} isLoading={isLoading}>
        New agent
      </Button>
    </Menu>
  );
}
