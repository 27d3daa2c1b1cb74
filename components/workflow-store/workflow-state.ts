import type { NodeDefinitions } from "@/nodes/core/node-definition";
import type { RunSurroundings } from "@/nodes/core/run-surroundings";
import type { Connection, Policy, Workflow } from "@/nodes/core/workflow";
import type { WorkflowChange } from "@/nodes/core/workflow-change";
import type { SaveState } from "./autosave";
import type { History } from "./history";
import type { IssueIndex } from "./issue-index";
import type { ResolvedNodes } from "./resolved-cache";
import type { Selection } from "./selection";
import type { WorkflowUpdate } from "./workflow-api";

/** The open workflow as components read it. Each part keeps its identity until it changes. */
export interface WorkflowState {
  readonly workflowId: string;
  /** A fixed graph, such as a past run's: commits do nothing. */
  readonly isReadOnly: boolean;
  readonly definitions: NodeDefinitions;
  readonly document: Workflow;
  /** Ports, parsed configs and problems of all nodes, by id. */
  readonly resolved: ResolvedNodes;
  /** The connections of a node; the same list until one of them changes. */
  readonly connectionsOf: (nodeId: string) => readonly Connection[];
  readonly selection: Selection;
  readonly history: History;
  readonly save: SaveState;
  /** The revision of the server's document that this one stands on. */
  readonly revision: number;
  /** A moment behind the document. */
  readonly issues: IssueIndex;
  /** The field that shall be looked at; a new object each time it is asked for. */
  readonly fieldFocus: FieldFocus | undefined;
}

export interface FieldFocus {
  readonly nodeId: string;
  /** A path in the config, such as `fields[0].name`; absent: the node as a whole. */
  readonly field?: string;
  /** What it did in the run that is shown, instead of its settings. */
  readonly isLastRun?: true;
}

export interface CommitOptions {
  /** What undo says it takes back: "Move Researcher". */
  readonly label: string;
  /** Commits with the same key shortly after one another are undone together. */
  readonly coalesce?: string;
  /** What is selected afterwards. */
  readonly select?: Selection;
}

/** What can be done with the open workflow. The object and its functions never change. */
export interface WorkflowActions {
  /** Applies, records for undo, and stores. Returns what took effect. */
  readonly commit: (changes: readonly WorkflowChange[], options: CommitOptions) => readonly WorkflowChange[];
  /** Sets keys of a node's config; connections follow renamed and removed ports. Typing in one field is one undo. */
  readonly changeConfig: (nodeId: string, set: Record<string, unknown>, unset?: string[]) => void;
  readonly changePolicy: (nodeId: string, policy: Policy | undefined) => void;
  /** An empty name goes back to the title of the type. */
  readonly renameNode: (nodeId: string, name: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly select: (selection: Selection) => void;
  /** Selects the node and asks the inspector to open and to focus the field. */
  readonly focusField: (nodeId: string, field?: string) => void;
  /** Selects the node and asks the inspector for what it did in the run that is shown. */
  readonly showLastRun: (nodeId: string) => void;
  /** Resolves when the server has everything; rejects with the `AppError` that is in the way. */
  readonly flush: () => Promise<void>;
  /** Updates of others (and our own, known again by their ids) as the live connection brings them. */
  readonly applyRemote: (updates: readonly WorkflowUpdate[]) => void;
  /** Which models and secrets there are, for issues about them. */
  readonly setSurroundings: (surroundings: RunSurroundings) => void;
  /** The issues of the document as it is now, without the moment's delay. */
  readonly findIssuesNow: () => IssueIndex;
}
