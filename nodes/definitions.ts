import { agentDefinition } from "./agent/definition";
import { approvalDefinition } from "./approval/definition";
import { chatDefinition } from "./chat/definition";
import { conditionDefinition } from "./condition/definition";
import { conversationsDefinition } from "./conversations/definition";
import type { NodeDefinition, NodeDefinitions } from "./core/node-definition";
import { fileWatchDefinition } from "./file-watch/definition";
import { forEachDefinition } from "./for-each/definition";
import { httpDefinition } from "./http/definition";
import { inputDefinition } from "./input/definition";
import { logDefinition } from "./log/definition";
import { memoryDefinition } from "./memory/definition";
import { mergeDefinition } from "./merge/definition";
import { modelDefinition } from "./model/definition";
import { noteDefinition } from "./note/definition";
import { outputDefinition } from "./output/definition";
import { promptDefinition } from "./prompt/definition";
import { recallDefinition } from "./recall/definition";
import { rememberDefinition } from "./remember/definition";
import { scheduleDefinition } from "./schedule/definition";
import { switchDefinition } from "./switch/definition";
import { transformDefinition } from "./transform/definition";
import { tryDefinition } from "./try/definition";
import { waitDefinition } from "./wait/definition";
import { webhookDefinition } from "./webhook/definition";
import { whileDefinition } from "./while/definition";
import { workflowDefinition } from "./workflow/definition";

/** One line a type. The palette shows them in this order; safe in the browser. */
const byType = {
  input: inputDefinition,
  output: outputDefinition,
  agent: agentDefinition,
  model: modelDefinition,
  prompt: promptDefinition,
  transform: transformDefinition,
  condition: conditionDefinition,
  switch: switchDefinition,
  merge: mergeDefinition,
  "for-each": forEachDefinition,
  while: whileDefinition,
  try: tryDefinition,
  workflow: workflowDefinition,
  memory: memoryDefinition,
  remember: rememberDefinition,
  recall: recallDefinition,
  conversations: conversationsDefinition,
  approval: approvalDefinition,
  wait: waitDefinition,
  http: httpDefinition,
  webhook: webhookDefinition,
  schedule: scheduleDefinition,
  "file-watch": fileWatchDefinition,
  chat: chatDefinition,
  log: logDefinition,
  note: noteDefinition,
} as const satisfies Record<string, NodeDefinition>;

export type NodeType = keyof typeof byType;

/** Resources and decorations never run on their own, so they have no runner. */
export type RunlessNodeType = "model" | "memory" | "note";

export const definitions: NodeDefinitions = new Map<string, NodeDefinition>(Object.entries(byType));
