import type { ApiOutputs } from "@/components/api/types";

export type Conversation = ApiOutputs["conversations"]["get"];
export type Message = Conversation["messages"][number];

/** A message of the branch in view, and those that stand in its place in other branches. */
export interface ShownMessage {
  readonly message: Message;
  /** Itself among them, the oldest first. */
  readonly siblings: readonly string[];
  readonly index: number;
}

/** The branch that ends at `headId`, the oldest message first. */
export function branchView({ messages, headId }: Pick<Conversation, "messages" | "headId">): ShownMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const branch: ShownMessage[] = [];
  for (let at = byId.get(headId ?? ""); at !== undefined; at = byId.get(at.parentId ?? "")) {
    const { id, parentId, role } = at;
    const siblings = messages.filter((one) => one.parentId === parentId && one.role === role).map((one) => one.id);
    branch.unshift({ message: at, siblings, index: siblings.indexOf(id) });
  }
  return branch;
}
