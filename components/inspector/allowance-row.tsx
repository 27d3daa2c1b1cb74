"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert, X } from "lucide-react";
import { appErrorOf } from "@/components/api/app-error-of";
import { useTRPC } from "@/components/api/trpc-provider";
import type { ApiOutputs } from "@/components/api/types";
import { useNow } from "@/components/run/use-now";
import { useConfirm } from "@/components/ui/confirm";
import { formatRelativeTime } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";

type Allowance = ApiOutputs["allowances"]["list"]["items"][number];

/** One kind of call that is always allowed, in words, and its way back. */
export function AllowanceRow({ allowance, workflowId }: { allowance: Allowance; workflowId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const now = useNow(30_000);
  const { id, nodeTitle, words, isCurrent, by, since } = allowance;
  const remove = useMutation(
    trpc.allowances.remove.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.allowances.pathKey() }),
      onError: (error: unknown) => toast.failed(appErrorOf(error).message, { id: "allowances" }),
    }),
  );

  async function takeBack() {
    const isConfirmed = await confirm({
      title: `Ask again about these calls of ${nodeTitle}?`,
      description: `Calls are asked about again when ${words}, in runs that are at work too.`,
      confirmLabel: "Take back",
      tone: "danger",
    });
    if (isConfirmed) remove.mutate({ workflowId, id });
  }

  const at = new Date(since);
  return (
    <li className="flex items-start justify-between gap-2 text-sm">
      <div className="grid min-w-0 grid-cols-1 gap-0.5">
        <p className="text-pretty break-words">
          <span className="font-medium">{nodeTitle}</span> when {words}
        </p>
        {!isCurrent && (
          <p className="flex items-start gap-1.5 text-pretty text-dim">
            <TriangleAlert className="mt-0.5 size-3.5 shrink-0 text-running" aria-hidden />
            The tool was changed since, so its calls are asked about.
          </p>
        )}
        <p className="text-faint">
          Allowed by {by === "local" ? "the person at this machine" : by},{" "}
          <time dateTime={since} title={at.toLocaleString()}>
            {formatRelativeTime(at, now)}
          </time>
        </p>
      </div>
      <IconButton
        size="sm"
        label="Take back"
        aria-label={`Take back: ${nodeTitle} when ${words}`}
        icon={<X />}
        isLoading={remove.isPending}
        onClick={() => void takeBack()}
      />
    </li>
  );
}
