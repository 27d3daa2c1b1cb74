import { Position } from "@xyflow/react";
import { memo } from "react";
import type { Port } from "@/nodes/core/port";
import { innerDotInset, innerPortTop, outerPortTop } from "./frame-ports";
import { Dot, type NodePortsProps } from "./node-ports";

/** The dots of a frame: outside what the container takes and gives, inside what its nodes get and must bring. */
export const FramePorts = memo(function FramePorts({ sides, ...rest }: NodePortsProps) {
  const outer = (port: Port, i: number, side: "input" | "output") => (
    <Dot
      key={port.name}
      {...rest}
      port={port}
      side={side}
      at={{ top: outerPortTop(i) }}
      place={side === "input" ? Position.Left : Position.Right}
      hasName
    />
  );
  return (
    <>
      {sides.left.map((port, i) => outer(port, i, "input"))}
      {sides.right.map((port, i) => outer(port, i, "output"))}
      {sides.innerLeft.map((port, i) => (
        <Dot
          key={port.name}
          {...rest}
          port={port}
          side="output"
          at={{ top: innerPortTop(i), left: innerDotInset, right: "auto" }}
          place={Position.Right}
          className="heddle-port-inner"
          hasName
        />
      ))}
      {sides.innerRight.map((port, i) => (
        <Dot
          key={port.name}
          {...rest}
          port={port}
          side="input"
          at={{ top: innerPortTop(i), right: innerDotInset, left: "auto" }}
          place={Position.Left}
          className="heddle-port-inner"
          hasName
        />
      ))}
    </>
  );
});
