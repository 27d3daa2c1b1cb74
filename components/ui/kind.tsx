import type { CSSProperties, ReactNode } from "react";
import { cn } from "./cn";

/** What has a color token of its own: the kinds of port. */
export type KindName =
  | "text"
  | "number"
  | "boolean"
  | "json"
  | "messages"
  | "documents"
  | "file"
  | "any"
  | "model"
  | "memory"
  | "tool";

/** The CSS color of a kind, readable as text: for connections, ports, names. */
export function kindColor(kind: KindName): string {
  return `var(--color-kind-${kind})`;
}

/** The same, softened for areas such as bars, where the color of text would be loud; 3:1 on a panel. */
export function kindFill(kind: KindName): string {
  return `color-mix(in srgb, ${kindColor(kind)} 80%, var(--color-panel))`;
}

/** The dot of a kind beside its name. A resource (model, memory, tool) is a square, so that shape tells it too. */
export function KindDot({ kind, className }: { kind: KindName; className?: string }) {
  const isResource = kind === "model" || kind === "memory" || kind === "tool";
  return (
    <span
      aria-hidden
      className={cn("inline-block size-2 shrink-0", isResource ? "rounded-[2px]" : "rounded-full", className)}
      style={{ background: kindColor(kind) }}
    />
  );
}

export interface IconTileProps {
  icon: ReactNode;
  /** The family's color. */
  kind: KindName;
  size?: "md" | "lg";
  className?: string;
}

/** An icon on a tint of its color: how a node type looks in the palette, on its card and in the inspector. */
export function IconTile({ icon, kind, size = "md", className }: IconTileProps) {
  return (
    <span
      aria-hidden
      style={{ "--tile": kindColor(kind) } as CSSProperties}
      className={cn(
        "grid shrink-0 place-items-center bg-(--tile)/15 text-(--tile)",
        size === "lg" ? "size-8 rounded-lg [&_svg]:size-4.5" : "size-5 rounded-[5px] [&_svg]:size-3",
        className,
      )}
    >
      {icon}
    </span>
  );
}
