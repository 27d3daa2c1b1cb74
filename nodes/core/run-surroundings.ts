import type { AgentsByName } from "./agents-in-document";

/** What this machine has, as far as a document can ask for it. A part that is absent is not checked. */
export interface RunSurroundings {
  /** Whether the registry has this id; for `default`: whether any model is usable. */
  readonly hasModel?: (id: string) => boolean;
  readonly hasSecret?: (name: string) => boolean;
  /** Whether a collection has this id or slug. */
  readonly hasCollection?: (idOrSlug: string) => boolean;
  /** The saved agents that the document and they themselves name. Default: those that it carries. */
  readonly agents?: AgentsByName;
  /** What a model lists; undefined where it is not known. */
  readonly capabilitiesOf?: (id: string) => readonly string[] | undefined;
  /** How deep agents may call each other. */
  readonly mostCallDepth?: number;
}
