import { isInnerPort } from "@/nodes/core/container";
import { isResourceKind, type NodePorts, type Port } from "@/nodes/core/port";

/**
 * Where the ports of a card stand: data flows from left to right, resources are lent from below. The inner ports of a
 * container stand inside its frame: what it gives to the nodes inside on the left, what it takes from them on the right.
 */
export interface PortSides {
  readonly left: readonly Port[];
  readonly right: readonly Port[];
  readonly bottom: readonly Port[];
  readonly top: readonly Port[];
  readonly innerLeft: readonly Port[];
  readonly innerRight: readonly Port[];
}

export const noSides: PortSides = { left: [], right: [], bottom: [], top: [], innerLeft: [], innerRight: [] };

export function portSides({ inputs, outputs }: NodePorts): PortSides {
  const isOuterData = ({ name, kind }: Port) => !isResourceKind(kind) && !isInnerPort(name);
  return {
    left: inputs.filter(isOuterData),
    right: outputs.filter(isOuterData),
    innerLeft: outputs.filter(({ name }) => isInnerPort(name)),
    innerRight: inputs.filter(({ name }) => isInnerPort(name)),
    bottom: inputs.filter(({ kind }) => isResourceKind(kind)),
    top: outputs.filter(({ kind }) => isResourceKind(kind)),
  };
}

/** Pixels at zoom 1; the card's own classes keep to them. */
export const cardSize = { width: 240, header: 34, summary: 24, row: 20, rowsEnd: 6, footer: 28, stream: 84 } as const;

/** How many rows of port names the card has: none while one dot a side says enough. */
export function portRowCount({ left, right }: PortSides): number {
  const most = Math.max(left.length, right.length);
  return most > 1 ? most : 0;
}

/** The middle of a data port's dot, from the top of the card. */
export function portTop(sides: PortSides, index: number): number {
  const { header, summary, row } = cardSize;
  return portRowCount(sides) === 0 ? header + 7 : header + summary + row * index + row / 2;
}

/** The least height of a card, without what a run adds to it. */
export function cardHeight(sides: PortSides): number {
  const rows = portRowCount(sides);
  return cardSize.header + cardSize.summary + (rows === 0 ? 0 : rows * cardSize.row + cardSize.rowsEnd);
}

/** The height while it runs: with its state, and with the text that an agent writes or that an output shows. */
export function runningHeight(sides: PortSides): number {
  const isOutput = sides.left.length > 0 && sides.right.length === 0;
  const writes = isOutput || (sides.bottom.length > 0 && sides.right.some(({ kind }) => kind === "text"));
  return cardHeight(sides) + cardSize.footer + (writes ? cardSize.stream : 0);
}
