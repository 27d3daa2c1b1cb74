"use client";

import { Cpu, FileBox, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** While no model is configured. */
export function NoModel() {
  return (
    <EmptyState icon={<Cpu />} title="No model yet" className="pt-4 pb-8">
      Agents need a model to answer. It can run in LM Studio, Ollama or llama.cpp on this machine, behind any
      OpenAI-compatible address, or inside Heddle from a GGUF file.
    </EmptyState>
  );
}

/** What the tiny model is, while there is no other. */
export function OnlyStarter() {
  return (
    <p className="mt-2.5 max-w-190 text-pretty text-dim">
      The starter model comes with Heddle, so that a first run needs nothing. It is tiny: it knows Heddle, uses what the
      prompt says, and keeps simple forms. For anything else connect a bigger one; “default” then means that.
    </p>
  );
}

export interface WaysToModelProps {
  onAddEndpoint: () => void;
  onUseFile: () => void;
}

/** The ways to a model that is not found by itself. */
export function WaysToModel({ onAddEndpoint, onUseFile }: WaysToModelProps) {
  return (
    <div className="grid grid-cols-2 gap-4">
      <Way
        icon={<Plus />}
        title="Add an endpoint"
        text="Any OpenAI-compatible server: its address, its model, a key if it wants one."
        action={<Button onClick={onAddEndpoint}>Add an endpoint</Button>}
      />
      <Way
        icon={<FileBox />}
        title="Use a GGUF file"
        text="Put the file into the folder models/. It runs inside Heddle, with no server at all."
        action={<Button onClick={onUseFile}>Use a GGUF file</Button>}
      />
    </div>
  );
}

function Way({ icon, title, text, action }: { icon: ReactNode; title: string; text: string; action: ReactNode }) {
  return (
    <section className="flex items-start gap-3 rounded-lg border bg-panel p-4 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-dim">
      {icon}
      <div className="min-w-0 flex-1">
        <h3 className="font-medium">{title}</h3>
        <p className="text-pretty text-dim">{text}</p>
      </div>
      {action}
    </section>
  );
}
