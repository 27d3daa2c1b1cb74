import type { DatabaseSession } from "@/server/db/open-database";

export interface ListedPartner {
  readonly kind: "agent" | "workflow";
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly greeting: string;
  readonly examples: readonly string[];
}

const mostListed = 500;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly said: { readonly greeting?: unknown; readonly examples?: unknown } | null;
}

/** Agents that are not disabled, and workflows with a chat trigger, by name. */
export async function listChatPartners(session: DatabaseSession, workspaceId: string): Promise<ListedPartner[]> {
  const agents = await session.execute<Row>(
    `select id, name, description, settings as said from agents
     where workspace_id = $1 and status <> 'disabled' order by name limit ${mostListed}`,
    [workspaceId],
  );
  const workflows = await session.execute<Row>(
    `select w.id, w.name, w.description, (
       select node->'config' from jsonb_array_elements(w.nodes) node
       where node->>'type' = 'chat' and node->>'disabled' is distinct from 'true' limit 1
     ) as said from workflows w
     where w.workspace_id = $1 and w.nodes @> '[{"type":"chat"}]' order by w.name limit ${mostListed}`,
    [workspaceId],
  );
  return [
    ...agents.map((row) => toPartner("agent", row)),
    ...workflows.filter(({ said }) => said !== null).map((row) => toPartner("workflow", row)),
  ];
}

function toPartner(kind: ListedPartner["kind"], { id, name, description, said }: Row): ListedPartner {
  const examples = Array.isArray(said?.examples) ? said.examples.filter((one) => typeof one === "string") : [];
  const greeting = typeof said?.greeting === "string" ? said.greeting : "";
  return { kind, id, name, description: description ?? "", greeting, examples };
}
