"use client";

import { Cpu, FileBox, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export interface NoModelProps {
  /** What was found on this machine. */
  discovery: ReactNode;
  onAddEndpoint: () => void;
  onUseFile: () => void;
}

/** The page while no model is configured: what was found, and the ways to one. */
export function NoModel({ discovery, onAddEndpoint, onUseFile }: NoModelProps) {
  return (
    <>
      <EmptyState icon={<Cpu />} title="No model yet" className="pt-4 pb-8">
        Agents need a model to answer. It can run in LM Studio, Ollama or llama.cpp on this machine, behind any
        OpenAI-compatible address, or inside Heddle from a GGUF file.
      </EmptyState>
      {discovery}
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
    </>
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
