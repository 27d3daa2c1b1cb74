import { createStore } from "zustand/vanilla";
import type { PortKind } from "@/nodes/core/port";
import type { FittingPort, PortEnd } from "./fitting-ports";
import type { Point } from "./new-node";

/** What is going on on a canvas right now; nothing of it is stored. */
export interface CanvasState {
  /** The element that the canvas fills. */
  readonly pane: HTMLElement | null;
  /** Zoomed out so far that text cannot be read: cards are drawn light. */
  readonly isFar: boolean;
  /** Somebody moved the view, or chose what it shows: it is not fitted again by itself. */
  readonly hasOwnView: boolean;
  /** Nodes, or the frame that selects them, follow the pointer. */
  readonly isDragging: boolean;
  /** The corners of the connections that go around cards. */
  readonly routes: Routes;
  readonly connecting: Connecting | undefined;
  /** The connection that a dragged node would be put into. */
  readonly insertInto: string | undefined;
  /** The container that would take what is dragged over it. */
  readonly dropFrame: string | undefined;
  /** The node whose title is being edited. */
  readonly renaming: string | undefined;
  readonly picker: PickerRequest | undefined;
  /** The node that shall be connected by keyboard. */
  readonly connectingByKeys: string | undefined;
}

/** By connection. */
export type Routes = ReadonlyMap<string, readonly Point[]>;

/** A connection is being dragged. */
export interface Connecting {
  readonly from: PortEnd;
  /** The connection whose end is being moved. */
  readonly without: string | undefined;
  /** `portKey`s of the ports that fit, by node. */
  readonly fits: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Asks for a node type, at a place. */
export interface PickerRequest {
  /** In the window. */
  readonly at: Point;
  /** Where the new card goes, on the canvas. */
  readonly position: Point;
  /** What was pointed at, on the canvas; absent when nobody points. */
  readonly pointer?: Point;
  /** Only node types that this port can be connected to; the new node is connected. */
  readonly from?: PortEnd & { readonly kind: PortKind };
}

export function portKey({ side, port }: Pick<PortEnd, "side" | "port">): string {
  return `${side} ${port}`;
}

export function fitsByNode(ports: readonly FittingPort[]): Connecting["fits"] {
  const fits = new Map<string, Set<string>>();
  for (const port of ports) {
    const keys = fits.get(port.nodeId) ?? new Set();
    fits.set(port.nodeId, keys.add(portKey(port)));
  }
  return fits;
}

export function createCanvasStore() {
  return createStore<CanvasState>(() => ({
    pane: null,
    isFar: false,
    hasOwnView: false,
    isDragging: false,
    routes: new Map(),
    connecting: undefined,
    insertInto: undefined,
    dropFrame: undefined,
    renaming: undefined,
    picker: undefined,
    connectingByKeys: undefined,
  }));
}

export type CanvasStore = ReturnType<typeof createCanvasStore>;
