"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useId } from "react";
import { useCommands } from "@/components/layout/commands";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Switch } from "@/components/ui/switch";

export interface CompareActionsProps {
  isFiltered: boolean;
  onFilter: (isFiltered: boolean) => void;
  /** How many rows differ, and at which of them somebody is; 0 for none yet. */
  count: number;
  number: number;
  onFirst: () => void;
  onNext: () => void;
  onPrevious: () => void;
}

/** At the right end of the bar: the filter, and the ways from difference to difference. */
export function CompareActions(props: CompareActionsProps) {
  const { isFiltered, onFilter, count, number, onFirst, onNext, onPrevious } = props;
  const id = useId();
  const isDisabled = count === 0;
  useCommands([
    { id: "compare.first", label: "Go to where the runs part", group, keys: "f", isDisabled, run: onFirst },
    { id: "compare.next", label: "Next difference", group, keys: ["n", "j"], isDisabled, run: onNext },
    { id: "compare.previous", label: "Previous difference", group, keys: ["p", "k"], isDisabled, run: onPrevious },
    {
      id: "compare.only",
      label: isFiltered ? "Show all nodes" : "Show only differences",
      group,
      keys: "d",
      run: () => onFilter(!isFiltered),
    },
  ]);
  return (
    <>
      <span className="flex items-center gap-2 text-dim text-sm">
        <Switch id={id} isOn={isFiltered} onChange={onFilter} />
        <label htmlFor={id}>Only differences</label>
      </span>
      <span className="flex items-center gap-0.5">
        <span role="status" className="min-w-14 pr-1 text-right text-dim text-sm tabular-nums">
          {number > 0 && `${number} of ${count}`}
        </span>
        <IconButton
          label="Previous difference"
          kbd="p"
          icon={<ChevronUp />}
          disabled={isDisabled}
          onClick={onPrevious}
          tooltipSide="bottom"
        />
        <IconButton
          label="Next difference"
          kbd="n"
          icon={<ChevronDown />}
          disabled={isDisabled}
          onClick={onNext}
          tooltipSide="bottom"
        />
      </span>
      <Button variant="primary" kbd="f" disabled={isDisabled} onClick={onFirst}>
        Where they part
      </Button>
    </>
  );
}

const group = "Compare";
