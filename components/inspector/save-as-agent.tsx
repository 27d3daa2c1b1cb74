"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BookmarkPlus } from "lucide-react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useWorkflow, useWorkflowActions, useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { namedAgent } from "@/nodes/core/agents-in-document";
import type { ResolvedNode } from "@/nodes/core/resolve-node";
import { templateVariables } from "@/nodes/core/template";
import { agentOfNode } from "./agent-of-node";

/** Keeps what an agent node says of itself as a saved agent, which the node then uses. */
export function SaveAsAgent({ resolved }: { resolved: ResolvedNode }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const store = useWorkflowStore();
  const { changeConfig } = useWorkflowActions();
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const { node } = resolved;
  const save = useMutation(
    trpc.agents.create.mutationOptions({
      onSuccess: ({ id, name }) => {
        // Its own settings would win; they are the agent's now.
        const moved = ["instructions", "outputSchema", "maxSteps", "approval", "description"];
        changeConfig(
          node.id,
          { agent: id },
          moved.filter((key) => key in node.config),
        );
        toast.done(`“${name}” saved`);
      },
      onSettled: () => queries.invalidateQueries(trpc.agents.pathFilter()),
      onError: (thrown) => toast.failed(`The agent was not saved. ${appErrorOf(thrown).message}`),
    }),
  );
  if (node.type !== "agent" || isReadOnly || namedAgent(node) !== undefined || resolved.config === undefined)
    return null;
  const variables = templateVariables(String(resolved.config.instructions)).map(({ name }) => name);
  return (
    <div className="grid gap-1 border-t pt-3">
      <Button
        size="sm"
        className="w-fit"
        icon={<BookmarkPlus />}
        disabled={variables.length > 0}
        isLoading={save.isPending}
        onClick={() => save.mutate({ agent: agentOfNode(resolved, store.getState().document) })}
      >
        Save as agent
      </Button>
      <p className="text-faint text-sm">
        {variables.length > 0
          ? `Its instructions read ${variables.join(", ")}, and a saved agent has no ports. Move what varies to the prompt.`
          : "Instructions, model and limits become an agent that other workflows can use. The prompt stays here."}
      </p>
    </div>
  );
}
