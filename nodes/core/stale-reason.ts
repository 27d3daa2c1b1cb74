import { innerPrefix } from "./container";
import { inSentence } from "./in-sentence";

/** Why what a node gave is not what the workflow, as it is now, would give. */
export type StaleReason =
  /** Labels of its settings that changed, at least one. */
  | { readonly type: "settings"; readonly labels: readonly string[] }
  /** What one of its inputs is connected to. */
  | { readonly type: "input"; readonly port: string; readonly now: "another" | "gone" | "new" }
  /** Another node changed, the nearest one that did; `via` says how this one depends on it. */
  | { readonly type: "node"; readonly nodeId: string; readonly via: "before" | "inside" | "around" | "beside" | "lent" }
  | {
      readonly type:
        | "disabled"
        | "enabled"
        | "pinned"
        | "unpinned"
        | "moved"
        | "replaced"
        | "renamed"
        | "called"
        | "agent";
    };

/** "Its instructions changed." */
export function staleSentence(reason: StaleReason, titleOf: (nodeId: string) => string): string {
  switch (reason.type) {
    case "settings":
      return `Its ${labelList(reason.labels)} changed.`;
    case "input":
      return inputSentence(reason);
    case "node":
      return nodeSentence(titleOf(reason.nodeId), reason.via);
    case "disabled":
      return "It was disabled.";
    case "enabled":
      return "It was enabled.";
    case "pinned":
      return "Another output was pinned.";
    case "unpinned":
      return "Its output is no longer pinned.";
    case "moved":
      return "It was moved into or out of a container.";
    case "replaced":
      return "It is of another type now.";
    case "called":
      return "The workflow that it runs changed.";
    case "agent":
      return "The saved agent that it uses changed.";
    case "renamed":
      return "Its name changed, and the agent that calls it reads the name.";
  }
}

function inputSentence({ port: name, now }: Extract<StaleReason, { type: "input" }>): string {
  const port = name.replace(innerPrefix, "");
  if (now === "gone") return `Its input ${port} is no longer connected.`;
  return now === "new" ? `Its input ${port} was connected.` : `Its input ${port} is connected to another node.`;
}

function nodeSentence(title: string, via: Extract<StaleReason, { type: "node" }>["via"]): string {
  switch (via) {
    case "before":
      return `${title} before it changed.`;
    case "inside":
      return `${title} inside it changed.`;
    case "around":
      return `${title} around it changed.`;
    case "beside":
      return `${title} in the same loop changed.`;
    case "lent":
      return `${title}, which it uses, changed.`;
  }
}

/** Two are named, of more the number is said. */
function labelList(labels: readonly string[]): string {
  const [first = "settings", second, ...more] = labels.map(inSentence);
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`;
}
