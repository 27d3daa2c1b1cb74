import { NodeIcon } from "@/components/palette/node-icon";
import { cn } from "@/components/ui/cn";
import { definitions } from "@/nodes/definitions";

export interface NodeTypeIconsProps {
  types: readonly string[];
  /** How many are drawn; the rest is counted. */
  most?: number;
  className?: string;
}

/** What a workflow is made of, as the icons of its node types in the palette's order. */
export function NodeTypeIcons({ types, most = 6, className }: NodeTypeIconsProps) {
  const sorted = [...types].sort((a, b) => placeOf(a) - placeOf(b));
  const titles = sorted.map((type) => definitions.get(type)?.title ?? type).join(", ");
  const more = sorted.length - most;
  return (
    <span className={cn("inline-flex items-center gap-1", className)} title={titles}>
      <span className="sr-only">{titles}</span>
      {sorted.slice(0, most).map((type) => (
        <NodeIcon key={type} definition={definitions.get(type)} />
      ))}
      {more > 0 && (
        <span aria-hidden className="text-faint text-sm">
          +{more}
        </span>
      )}
    </span>
  );
}

const order = [...definitions.keys()];

function placeOf(type: string): number {
  const place = order.indexOf(type);
  return place < 0 ? order.length : place;
}
