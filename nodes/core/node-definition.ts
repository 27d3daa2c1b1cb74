import type { z } from "zod";
import type { Field } from "./field";
import type { JsonObject, JsonValue } from "./json";
import type { NodePorts, Port } from "./port";
import "./value-sentence";
import type { Capabilities } from "./workflow";

/** The half of a node type that both sides know: pure, safe in the browser. Its other half is `run.ts`. */

export const nodeFamilies = ["agents", "models", "plugins", "memory", "logic", "data"] as const;
export type NodeFamily = (typeof nodeFamilies)[number];

/** The parsed config of a node type, as its zod schema gives it. */
export interface NodeDefinition<Config = Record<string, unknown>> {
  readonly type: string;
  /** Rises when the meaning of `config` changes; each rise has a step in `upgrades`. */
  readonly version: number;
  readonly title: string;
  /** One sentence for the palette. */
  readonly description: string;
  readonly family: NodeFamily;
  /** Name of a lucide icon, in kebab-case. */
  readonly icon: string;
  /** Words that the palette's search finds beside title and description. */
  readonly keywords?: readonly string[];
  readonly config: z.ZodType<Config>;
  /** What a node that was just dropped holds. It passes `config`, and may still have run issues. */
  readonly initialConfig: Readonly<Record<string, unknown>>;
  /** Ports are a function of the config. May throw `AppError` (a template that does not parse), reported as a run issue. */
  readonly ports: (config: Config) => NodePorts;
  /** The inspector's form; fields stand in this order. */
  readonly fields: readonly Field[];
  /** One line for the card, made from the config; empty when there is nothing to say. */
  readonly summary: (config: Config) => string;
  /** Has no cost and no effect: it writes one event, waits for no commit, and is computed again after a crash. */
  readonly pure?: (config: Config) => boolean;
  /** Whether an attempt that a crash interrupted may run again. Default: yes. */
  readonly idempotent?: (config: Config) => boolean;
  /**
   * `all` (default): waits until each connected input has a value or is dead. `first`: starts at its first living
   * input.
   */
  readonly startsWith?: (config: Config) => "all" | "first";
  /** Of an entry: the JSON Schema of the input that it takes. */
  readonly entryParameters?: (config: Config) => JsonObject;
  /** An entry starts the run: `input`, or a trigger. One fires in a run, the others are skipped. */
  readonly entry?: "input" | "trigger";
  /**
   * Owns a child graph: the nodes that stand in it. Its ports whose names begin with `inner.` are seen from inside: outputs
   * give each item its values, the input `inner.result` takes what comes of it.
   */
  readonly container?: boolean;
  /** Of a container: how many items these inputs make, where that is known before the first one is over. */
  readonly itemsOf?: (inputs: Readonly<Record<string, unknown>>) => number | undefined;
  /** Of a container: an item begins with what the one before it gave. */
  readonly feedsBack?: boolean;
  /** Runs another workflow: the key of the config that has its id or slug. That workflow's graph is the node's child graph. */
  readonly subWorkflow?: keyof Config & string;
  /** A failure always leaves by its own port `error`, whatever the policy says. */
  readonly catches?: boolean;
  /** Stands on the canvas for people only. */
  readonly decoration?: boolean;
  /** Whether `policy.onError: "continue"` makes sense. Default: yes. */
  readonly canContinue?: boolean;
  /** What a run of this node may reach; shown and granted before a shared workflow's first run. */
  readonly capabilities?: (config: Config) => Partial<Capabilities>;
  /** Ids of models that the config names. */
  readonly models?: (config: Config) => readonly string[];
  /** Ids or slugs of collections that the config names. What is found there is part of what `reuse` compares. */
  readonly collections?: (config: Config) => readonly string[];
  /** Names of secrets that the config reads. */
  readonly secrets?: (config: Config) => readonly string[];
  /** Findings beyond what the config's schema and ports say: an expression that does not parse, say. */
  readonly check?: (config: Config) => readonly ConfigIssue[];
  /**
   * What makes an equal, finished node run stand in for a new one, where its model (if any) always answers the same.
   * Undefined, or absent: it is always run. Never for what reads `run`, the time or chance.
   */
  readonly reuse?: (config: Config) => { readonly readsInput: boolean } | undefined;
  /** Of a node that calls tools: which of the calls a person has to allow. `tools`: those of tools that may not run twice. */
  readonly toolApproval?: (config: Config) => "never" | "tools" | "always";
  /** How an agent uses the node when its `tool` port is connected; exactly the types that have such a port have this. */
  readonly tool?: ToolUse<Config>;
  /** `upgrades[n]` makes a config of version n into one of version n + 1. */
  readonly upgrades?: Readonly<Record<number, (config: Record<string, unknown>) => Record<string, unknown>>>;
}

/** What a model is told about a node that it may call, and what it gets back. */
export interface ToolUse<Config> {
  /** When to call it and what it gives; `title` is what people call the node. */
  readonly description: (config: Config, title: string, called?: CalledWorkflow) => string;
  /** A sentence for a person who decides about a call. Default: the description. */
  readonly does?: (config: Config) => string;
  /** Of what sends a request: its method and its address as a template, shown to that person. */
  readonly request?: (config: Config) => { readonly method: string; readonly address: string };
  /** JSON Schema of an object. `unconnected`: the data inputs that nothing is connected to, as `ports` gives them. */
  readonly parameters: (config: Config, unconnected: readonly Port[], called?: CalledWorkflow) => JsonObject;
  /** The inputs that a call's arguments make, where they are not the inputs themselves. */
  readonly inputs?: (args: JsonObject) => JsonObject;
  /** What the model reads of a call's outputs. */
  readonly result: (outputs: Readonly<Record<string, JsonValue>>) => JsonValue;
}

/** What a workflow that is called says of itself. */
export interface CalledWorkflow {
  readonly description: string;
  /** JSON Schema of its input. */
  readonly parameters: JsonObject;
}

export interface ConfigIssue {
  /** Path inside the config, such as `fields[0].name`. */
  readonly field: string;
  readonly message: string;
  readonly code?: "NODE_CONFIG_INVALID" | "TEMPLATE_INVALID" | "EXPRESSION_INVALID";
  readonly severity?: "error" | "warning";
}

/** Keeps the type of the config between the parts of one definition, and forgets it outside. */
export function defineNode<Config>(definition: NodeDefinition<Config>): NodeDefinition {
  return definition as unknown as NodeDefinition;
}

/** All node types by their `type`. */
export type NodeDefinitions = ReadonlyMap<string, NodeDefinition>;
