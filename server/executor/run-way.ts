import type { Graph, GraphNode } from "@/nodes/core/graph";
import { upstreamOf } from "@/nodes/core/graph-ways";
import { type ItemStep, stepsTo } from "@/nodes/core/item-path";

interface Step {
  readonly container: GraphNode;
  readonly index: number;
  /** What the level that the container stands in has to do for it. */
  readonly only: ReadonlySet<string>;
}

/**
 * The way of a run to the one node that it goes to, through items of the containers around it: what is asked for of each
 * level and of each container on the way. Everything that is not on the way is asked for as a whole.
 */
export class RunWay {
  readonly #steps: readonly Step[];
  /** What the last level has to do. */
  readonly #only: ReadonlySet<string>;

  /** `path`: the item that the node stands in; both were looked up in the graph. */
  constructor(graph: Graph, until: string, path = "") {
    const steps: Step[] = [];
    let level = graph;
    for (const { containerId, index } of stepsTo(path) ?? []) {
      const container = level.nodes.get(containerId);
      if (container?.inner === undefined)
        throw new Error(`There is no container ${containerId} on the way to ${path}.`);
      steps.push({ container, index: isAttempted(container) ? 0 : index, only: upstreamOf(level, containerId) });
      level = container.inner;
    }
    this.#steps = steps;
    this.#only = upstreamOf(level, until);
  }

  /** What is asked for of a level; undefined where all of it is. */
  onlyAt(path: string): ReadonlySet<string> | undefined {
    const depth = this.#depthOf(path);
    return depth === undefined ? undefined : (this.#steps[depth]?.only ?? this.#only);
  }

  /** Whether the run is over when this item of a container has done what is asked for of it. */
  endsIn(item: string): boolean {
    return item !== "" && this.#depthOf(item) === this.#steps.length;
  }

  /** Whether the node is a container with an item that the run has to go into. */
  leadsInto(nodeId: string, path: string): boolean {
    return this.#stepInto(nodeId, path) !== undefined;
  }

  /** The number of that item, from 0. */
  indexIn(nodeId: string, path: string): number | undefined {
    return this.#stepInto(nodeId, path)?.index;
  }

  /** Whether an item of a container is to be carried out. */
  asksFor(nodeId: string, path: string, index: number): boolean {
    const step = this.#stepInto(nodeId, path);
    if (step === undefined || isAt(step, index)) return true;
    return step.container.definition.feedsBack === true && index < step.index;
  }

  #stepInto(nodeId: string, path: string): Step | undefined {
    const step = this.#steps[this.#depthOf(path) ?? this.#steps.length];
    return step?.container.id === nodeId ? step : undefined;
  }

  /** How many items of the way lead to a level; undefined beside the way. */
  #depthOf(path: string): number | undefined {
    const steps = stepsTo(path);
    const isOn = steps?.every((step, i) => isOnWay(this.#steps[i], step));
    return isOn === true ? steps?.length : undefined;
  }
}

function isOnWay(step: Step | undefined, { containerId, index }: ItemStep): boolean {
  return step !== undefined && step.container.id === containerId && isAt(step, index);
}

/** Of attempts at one thing each is the one that is meant. */
function isAt({ container, index }: Step, other: number): boolean {
  return isAttempted(container) || index === other;
}

/** Whether the items of a container are attempts at one thing: neither one for each of a list, nor one after the other. */
export function isAttempted({ definition }: GraphNode): boolean {
  return definition.type !== "for-each" && definition.type !== "while";
}
