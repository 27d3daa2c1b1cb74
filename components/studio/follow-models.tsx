"use client";

import { useEffect } from "react";
import { defaultModel } from "@/components/models/default-model";
import { useModels } from "@/components/models/use-models";
import { useWorkflowActions } from "@/components/workflow-store/workflow-context";

/** Lets the canvas say which models and secrets of the open workflow this machine lacks; while they are unknown, none. */
export function FollowModels() {
  const { data: models } = useModels();
  const { setSurroundings } = useWorkflowActions();
  useEffect(() => {
    if (models === undefined) return;
    const ids = new Set(models.map(({ id }) => id));
    const hasDefault = defaultModel(models) !== undefined;
    setSurroundings({
      hasModel: (id) => (id === "default" ? hasDefault : ids.has(id)),
      // Secrets have no store yet: one that is only named is missing.
      hasSecret: () => false,
    });
  }, [models, setSurroundings]);
  return null;
}
