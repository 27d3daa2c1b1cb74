"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { useConfirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import { agentPath } from "./agent-types";

/** What can be done with agents from a list; failures are told in the corner. */
export function useAgentActions() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  const confirm = useConfirm();
  const onSettled = () => queries.invalidateQueries(trpc.agents.pathFilter());
  const open = ({ id }: { id: string }) => router.push(agentPath(id));

  const create = useMutation(
    trpc.agents.create.mutationOptions({ onSuccess: open, onSettled, onError: tell("The agent was not created.") }),
  );
  const duplicate = useMutation(
    trpc.agents.duplicate.mutationOptions({
      onSuccess: (copy) =>
        toast.done(`“${copy.name}” created`, { action: { label: "Open", onClick: () => open(copy) } }),
      onSettled,
      onError: tell("The agent was not duplicated."),
    }),
  );

  /** Resolves with whether it is gone. */
  async function remove({ id, name }: { id: string; name: string }): Promise<boolean> {
    const isSure = await confirm({
      title: `Delete “${name}”?`,
      description: "Workflows that use it cannot run until another agent is chosen. Its runs stay.",
      confirmLabel: "Delete",
      tone: "danger",
    });
    if (!isSure) return false;
    try {
      await client.agents.remove.mutate({ id });
      toast.done(`“${name}” deleted`);
    } catch (thrown) {
      tell(`“${name}” was not deleted.`)(thrown);
      return false;
    } finally {
      await onSettled();
    }
    return true;
  }

  return { create, duplicate, remove };
}

export function tell(what: string): (thrown: unknown) => void {
  return (thrown) => {
    const { message, hint } = appErrorOf(thrown);
    toast.failed(`${what} ${message}`, { description: hint });
  };
}
