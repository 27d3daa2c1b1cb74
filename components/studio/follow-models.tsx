"use client";

import { useEffect } from "react";
import { defaultModel } from "@/components/models/default-model";
import { useModels } from "@/components/models/use-models";
import { useWorkflowActions } from "@/components/workflow-store/workflow-context";
import { useNamedAgents } from "./use-named-agents";

/**
 * Lets the canvas say which models, secrets and agents of the open workflow this machine lacks, and what its models cannot do;
 * while that is unknown, nothing.
 */
export function FollowModels() {
  const { data: models } = useModels();
  const agents = useNamedAgents();
  const { setSurroundings } = useWorkflowActions();
  useEffect(() => {
    if (models === undefined) return;
    const ids = new Set(models.map(({ id }) => id));
    const hasDefault = defaultModel(models) !== undefined;
    setSurroundings({
      hasModel: (id) => (id === "default" ? hasDefault : ids.has(id)),
      // Secrets have no store yet: one that is only named is missing.
      hasSecret: () => false,
      capabilitiesOf: (id) =>
        (id === "default" ? defaultModel(models) : models.find((model) => model.id === id))?.capabilities,
      ...(agents === undefined ? {} : { agents }),
    });
  }, [models, agents, setSurroundings]);
  return null;
}
