import { cn } from "@/components/ui/cn";
import { compareColumns } from "./compare-grid";
import type { Section } from "./sections";
import { ValuePair } from "./value-pair";

/** One thing of a node: its name on the left, what it was in each run beside it. */
export function SectionLine({ section }: { section: Section }) {
  const { title, detail, isDifferent, more } = section;
  return (
    <div className={cn(compareColumns, "py-1.5")}>
      <p className="min-w-0 pl-7 text-sm/5">
        <span className="text-dim">{title}</span>
        {detail !== undefined && detail !== "" && (
          <span className="ml-1.5 break-words font-mono text-faint text-xs">{detail}</span>
        )}
        {!isDifferent && <span className="block text-faint text-xs">the same</span>}
        {more !== undefined && <span className="block text-faint text-xs">{more}</span>}
      </p>
      <ValuePair section={section} />
    </div>
  );
}
