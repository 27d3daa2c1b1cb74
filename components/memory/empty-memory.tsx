import { Library, Plus, Upload } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export interface EmptyMemoryProps {
  onCreate: () => void;
  onChooseFiles: () => void;
}

/** While there is no collection. */
export function EmptyMemory({ onCreate, onChooseFiles }: EmptyMemoryProps) {
  return (
    <>
      <EmptyState
        icon={<Library />}
        title="Drop a file here"
        className="rounded-xl border border-dashed max-w-none!"
        actions={
          <>
            <Button variant="primary" icon={<Upload />} onClick={onChooseFiles}>
              Choose files
            </Button>
            <Button icon={<Plus />} onClick={onCreate}>
              New collection
            </Button>
          </>
        }
      >
        <p className="mx-auto max-w-110">
          Text, Markdown, HTML, PDF, CSV and JSON. Heddle makes a collection of it that agents can search. With the
          embedding model that comes with Heddle, nothing of it leaves this machine.
        </p>
      </EmptyState>
      <div className="mt-6 grid grid-cols-3 gap-4">
        <Step title="1. It is read and split">
          Along its headings and paragraphs, into passages that are small enough to be found.
        </Step>
        <Step title="2. It is embedded">
          Each passage becomes a vector, so that a question finds it by meaning and by words.
        </Step>
        <Step title="3. Agents use it">
          Connect a memory node, or give an agent the collection as a tool. Each answer shows its sources.
        </Step>
      </div>
    </>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-lg border bg-panel p-4">
      <h3 className="font-medium">{title}</h3>
      <p className="mt-0.5 text-pretty text-dim">{children}</p>
    </section>
  );
}
