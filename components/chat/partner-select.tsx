"use client";

import { Bot, Workflow } from "lucide-react";
import { Select, type SelectGroup } from "@/components/ui/select";
import { type Partner, partnerKey } from "./use-partners";

/** Whom a new conversation is with. */
export function PartnerSelect({
  partners,
  value,
  onChange,
}: {
  partners: readonly Partner[];
  value: string | undefined;
  onChange: (key: string) => void;
}) {
  const groups = [
    groupOf("Agents", partners, "agent", <Bot className="size-4 text-dim" aria-hidden />),
    groupOf("Workflows", partners, "workflow", <Workflow className="size-4 text-dim" aria-hidden />),
  ].filter(({ options }) => options.length > 0);
  return (
    <div className="w-64">
      <Select aria-label="Talk to" placeholder="Talk to…" value={value} onValueChange={onChange} options={groups} />
    </div>
  );
}

function groupOf(
  label: string,
  partners: readonly Partner[],
  kind: Partner["kind"],
  icon: SelectGroup["options"][number]["icon"],
): SelectGroup {
  const options = partners
    .filter((partner) => partner.kind === kind)
    .map((partner) => ({ value: partnerKey(partner), label: partner.name, icon }));
  return { label, options };
}
