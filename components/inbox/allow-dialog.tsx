"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type ArgumentPattern, patternWords } from "@/nodes/core/argument-pattern";
import { patternOf, ruleProblem, startRules } from "./rule-draft";
import { RuleRow } from "./rule-row";

export interface AllowDialogProps {
  /** The arguments as they would be approved. */
  args: Readonly<Record<string, unknown>>;
  onClose: () => void;
  onAllow: (pattern: ArgumentPattern) => void;
}

/** Which later calls are made without asking: read in words before anybody agrees to it. */
export function AllowDialog({ args, onClose, onAllow }: AllowDialogProps) {
  const [rules, setRules] = useState(() => startRules(args));
  const pattern = patternOf(rules);
  const isFit = rules.every((rule) => ruleProblem(rule) === undefined);
  const allow = () => isFit && onAllow(pattern);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Always allow calls like this"
      description="In all runs of the workflow that the tool stands in, until the tool is changed or you take it back in the workflow’s settings."
      onEnter={allow}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={!isFit} onClick={allow}>
            Approve and always allow
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-2.5">
        {rules.map((rule) => (
          <RuleRow
            key={rule.name}
            draft={rule}
            onChange={(next) => setRules(rules.map((one) => (one.name === next.name ? next : one)))}
          />
        ))}
        <p aria-live="polite" className="text-pretty break-words">
          <span className="text-dim">A later call is made without asking when </span>
          {patternWords(pattern)}.
        </p>
      </div>
    </Dialog>
  );
}
