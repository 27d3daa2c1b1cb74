"use client";

import { Radio } from "lucide-react";
import { useState } from "react";
import { commitDrafts } from "@/components/fields/drafts";
import { useCommands } from "@/components/layout/commands";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { PublishDialog } from "./publish-dialog";
import { type PublicationState, stateSentence, usePublication, usePublicationState } from "./use-publication";

const labels: Record<PublicationState, string> = {
  unknown: "Publish",
  draft: "Publish",
  current: "Published",
  changed: "Publish changes",
};

/** Says whether what is drawn is what triggers run, and leads to publishing it. */
export function PublishButton() {
  const [isOpen, setIsOpen] = useState(false);
  const state = usePublicationState();
  const published = usePublication()?.published;
  const isReadOnly = useWorkflow((one) => one.isReadOnly);

  function open() {
    commitDrafts();
    setIsOpen(true);
  }

  useCommands([
    !isReadOnly && {
      id: "workflow.publish",
      label: "Publish…",
      group: "Workflow",
      icon: <Radio />,
      run: open,
    },
  ]);
  if (isReadOnly) return null;
  return (
    <>
      <Tooltip content={stateSentence(state, published)} side="bottom">
        <Button
          icon={
            <Radio className={state === "current" ? "text-ok" : state === "changed" ? "text-running" : "text-dim"} />
          }
          onClick={open}
        >
          {labels[state]}
        </Button>
      </Tooltip>
      {isOpen && <PublishDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
