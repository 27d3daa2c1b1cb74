"use client";

import { Import, Plus, Workflow } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExamplesSection } from "./examples";

/** The page while there is no workflow: start one, bring one in, or take one from the gallery. */
export function FirstSteps({ onCreate, onImport }: { onCreate: () => void; onImport: () => void }) {
  return (
    <>
      <EmptyState
        icon={<Workflow />}
        title="No workflow yet"
        className="pt-6 pb-10"
        actions={
          <>
            <Button variant="primary" icon={<Plus />} kbd="n" onClick={onCreate}>
              New workflow
            </Button>
            <Button icon={<Import />} onClick={onImport}>
              Import a file
            </Button>
          </>
        }
      >
        A workflow guides messages through local models: put nodes on a canvas, connect them, press Run. Begin with an
        example, or drop a workflow file anywhere on this page.
      </EmptyState>
      <ExamplesSection />
    </>
  );
}
