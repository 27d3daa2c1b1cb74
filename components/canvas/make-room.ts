import { parentsOf, selfAndContainers } from "@/nodes/core/container";
import type { Workflow, WorkflowNode } from "@/nodes/core/workflow";
import { applyChanges, type WorkflowChange } from "@/nodes/core/workflow-change";
import { framesOf, type Size } from "./frames";
import type { Point } from "./new-node";
import type { Box } from "./reveal";

export interface RoomScene {
  readonly workflow: Workflow;
  readonly isContainer: (node: WorkflowNode) => boolean;
  readonly sizeOf: (node: WorkflowNode) => Size;
}

/** What is left between a frame that grew and what makes way for it. */
const gap = 40;

/**
 * Moves what a frame would otherwise grow over: the nodes right of it go to the right, those below it down, and the
 * frame around them all grows in turn.
 */
export function roomChanges(scene: RoomScene, changes: readonly WorkflowChange[]): WorkflowChange[] {
  const { workflow, isContainer, sizeOf } = scene;
  const before = framesOf(workflow.nodes, isContainer, sizeOf);
  if (before.size === 0) return [];
  let { nodes } = applyChanges(workflow, changes).workflow;
  const parents = parentsOf(nodes);
  const inwards = [...before.keys()].filter((id) => parents.has(id));
  const depthOf = (id: string) => selfAndContainers(parents, id).length;
  const moved = new Map<string, Point>();
  // What is moved in a container may make the frame around it grow: from the inside out.
  for (const id of inwards.sort((a, b) => depthOf(b) - depthOf(a))) {
    const frames = framesOf(nodes, isContainer, sizeOf);
    const boxOf = (node: WorkflowNode) => placed(node.position, frames.get(node.id) ?? sizeOf(node));
    const container = nodes.find((node) => node.id === id) as WorkflowNode;
    const old = workflow.nodes.find((node) => node.id === id);
    // A container that moves itself was put where it is.
    if (old === undefined || old.position !== container.position || old.parentId !== container.parentId) continue;
    const siblings = nodes.filter((node) => node.parentId === container.parentId && node.id !== id);
    const shift = shiftFor(placed(old.position, before.get(id) as Box), boxOf(container), siblings.map(boxOf));
    nodes = nodes.map((node) => {
      const by = siblings.includes(node) ? shift(boxOf(node)) : undefined;
      if (by === undefined) return node;
      const position = { x: node.position.x + by.x, y: node.position.y + by.y };
      moved.set(node.id, position);
      return { ...node, position };
    });
  }
  return [...moved].map(([id, position]) => ({ type: "node.set", id, set: { position } }));
}

function placed({ x, y }: Point, size: Size & Partial<Point>): Box {
  return { ...size, x: x + (size.x ?? 0), y: y + (size.y ?? 0) };
}

/** How far each box beside a frame goes: all on one side alike, so that they stay as they stand to each other. */
function shiftFor(old: Box, now: Box, boxes: readonly Box[]): (box: Box) => Point | undefined {
  const isRight = (box: Box) => box.x >= old.x + old.width;
  const isBelow = (box: Box) => !isRight(box) && box.y >= old.y + old.height;
  const covered = boxes.filter((box) => overlap(box, now));
  const most = (values: readonly number[]) => Math.max(0, ...values.map((value) => Math.ceil(value / 10) * 10));
  const right = most(covered.filter(isRight).map((box) => now.x + now.width + gap - box.x));
  const down = most(covered.filter(isBelow).map((box) => now.y + now.height + gap - box.y));
  return (box) => {
    if (right > 0 && isRight(box)) return { x: right, y: 0 };
    return down > 0 && isBelow(box) ? { x: 0, y: down } : undefined;
  };
}

/** Touching is no overlap. */
function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
