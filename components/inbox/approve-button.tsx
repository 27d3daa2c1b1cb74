"use client";

import { Check, ChevronDown } from "lucide-react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import type { Remembrance } from "@/nodes/core/trace-event";

export interface ApproveButtonProps extends Pick<ButtonProps, "kbd" | "isLoading"> {
  /** What may be allowed beyond this once; empty for what is no tool's call. */
  remembrances: readonly Remembrance[];
  onApprove: (remember?: Remembrance) => void;
}

const labels = {
  run: "Approve for the rest of this run",
  always: "Always approve calls like this…",
} as const;

/** Approve, and beside it how far that reaches. */
export function ApproveButton({ remembrances, onApprove, ...rest }: ApproveButtonProps) {
  const approve = (
    <Button
      variant="primary"
      icon={<Check />}
      className={remembrances.length > 0 ? "rounded-r-none" : undefined}
      onClick={() => onApprove()}
      {...rest}
    >
      Approve
    </Button>
  );
  if (remembrances.length === 0) return approve;
  return (
    <span className="inline-flex gap-px">
      {approve}
      <Menu
        align="start"
        entries={[
          { label: "Approve once", onSelect: () => onApprove() },
          ...remembrances.map((remember) => ({
            label: labels[remember],
            movesFocus: remember === "always",
            onSelect: () => onApprove(remember),
          })),
        ]}
      >
        <Button
          variant="primary"
          icon={<ChevronDown />}
          aria-label="More ways to approve"
          className="rounded-l-none px-1.5"
          disabled={rest.isLoading}
        />
      </Menu>
    </span>
  );
}
