import { Handle, Position } from "@xyflow/react";
import { type CSSProperties, memo } from "react";
import { cn } from "@/components/ui/cn";
import { kindColor } from "@/components/ui/kind";
import { isResourceKind, type Port } from "@/nodes/core/port";
import type { Connecting } from "./canvas-store";
import { portKey } from "./canvas-store";
import { type PortSides, portRowCount, portTop } from "./port-sides";

export interface NodePortsProps {
  sides: PortSides;
  /** `portKey`s of the ports that have a connection. */
  connected: ReadonlySet<string>;
  /** While a connection is dragged: the ports of this node that it may end at. */
  fits: ReadonlySet<string> | undefined;
  isConnecting: boolean;
  /** The end that is being dragged from, when it is one of this node's. */
  from: string | undefined;
}

/** The dots of a card and their names. */
export const NodePorts = memo(function NodePorts({ sides, ...rest }: NodePortsProps) {
  const hasRows = portRowCount(sides) > 0;
  const along = (index: number, count: number) => `${((index + 1) / (count + 1)) * 100}%`;
  return (
    <>
      {sides.left.map((port, i) => (
        <Dot
          key={port.name}
          {...rest}
          port={port}
          side="input"
          at={{ top: portTop(sides, i) }}
          place={Position.Left}
          hasName={!hasRows}
        />
      ))}
      {sides.right.map((port, i) => (
        <Dot
          key={port.name}
          {...rest}
          port={port}
          side="output"
          at={{ top: portTop(sides, i) }}
          place={Position.Right}
          hasName={!hasRows}
        />
      ))}
      {sides.bottom.map((port, i) => (
        <Dot
          key={port.name}
          {...rest}
          port={port}
          side="input"
          at={{ left: along(i, sides.bottom.length) }}
          place={Position.Bottom}
          hasName
        />
      ))}
      {sides.top.map((port, i) => (
        <Dot
          key={port.name}
          {...rest}
          port={port}
          side="output"
          at={{ left: along(i, sides.top.length) }}
          place={Position.Top}
          hasName
        />
      ))}
    </>
  );
});

interface DotProps extends Omit<NodePortsProps, "sides"> {
  port: Port;
  side: "input" | "output";
  at: CSSProperties;
  place: Position;
  /** The name floats beside the dot while the pointer is over the card; else it stands in the card. */
  hasName: boolean;
  className?: string;
}

export function Dot({ port, side, at, place, hasName, className, connected, fits, isConnecting, from }: DotProps) {
  const key = portKey({ side, port: port.name });
  const isFitting = fits?.has(key) === true;
  const state = isConnecting ? (from === key ? "from" : isFitting ? "fits" : "fades") : undefined;
  return (
    <Handle
      id={port.name}
      type={side === "input" ? "target" : "source"}
      position={place}
      style={{ ...at, "--kind": kindColor(port.kind) } as CSSProperties}
      className={cn("heddle-port", isResourceKind(port.kind) && "heddle-port-resource", className)}
      data-connected={connected.has(key) || undefined}
      data-state={state}
      aria-label={`${side === "input" ? "Input" : "Output"} ${port.title ?? port.name}, ${port.kind}`}
    >
      {hasName && <span className="heddle-port-name">{port.title ?? port.name}</span>}
    </Handle>
  );
}

/** The names of the data ports inside the card, one row a pair, for a card with more than one dot on a side. */
export function PortRows({
  sides,
  fits,
}: {
  sides: PortSides;
  fits: Connecting["fits"] extends ReadonlyMap<string, infer Keys> ? Keys | undefined : never;
}) {
  const count = portRowCount(sides);
  if (count === 0) return null;
  const name = (port: Port | undefined, side: "input" | "output") => {
    if (port === undefined) return null;
    const isLit = fits?.has(portKey({ side, port: port.name }));
    return <span className={cn("truncate", isLit && "text-ink")}>{port.title ?? port.name}</span>;
  };
  return (
    <div className="pb-1.5 text-faint text-xs" aria-hidden>
      {Array.from({ length: count }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <div key={i} className="flex h-5 items-center justify-between gap-3 px-2.5">
          {name(sides.left[i], "input") ?? <span />}
          {name(sides.right[i], "output")}
        </div>
      ))}
    </div>
  );
}
