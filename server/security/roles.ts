import { AppError } from "@/nodes/core/app-error";

/** Who may do what, written down once: pages, tRPC and REST ask here. */

export const roles = ["viewer", "operator", "editor", "admin"] as const;
export type Role = (typeof roles)[number];

/** Each action with the lowest role that may do it; every higher role may too. */
const lowestRole = {
  "workflow.read": "viewer",
  "workflow.write": "editor",
  "workflow.grant": "editor",
  "run.read": "viewer",
  "run.start": "operator",
  "run.control": "operator",
  "run.delete": "editor",
  "agent.read": "viewer",
  "agent.write": "editor",
  "conversation.read": "viewer",
  "conversation.write": "operator",
  "memory.read": "viewer",
  "memory.write": "editor",
  "file.read": "viewer",
  "file.write": "operator",
  "model.read": "viewer",
  "model.use": "operator",
  "model.write": "admin",
  "system.read": "viewer",
} as const satisfies Record<string, Role>;

export type Action = keyof typeof lowestRole;

export const actions = Object.keys(lowestRole) as Action[];

/** Who asks. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly workspaceId: string;
}

/** Everybody who reaches this machine's own address while authentication is off. */
export const localAdmin: Actor = { id: "local", role: "admin", workspaceId: "default" };

export function mayDo(role: Role, action: Action): boolean {
  return roles.indexOf(role) >= roles.indexOf(lowestRole[action]);
}

/** The actor, if it may do this; throws `UNAUTHENTICATED` or `FORBIDDEN`. */
export function authorize(actor: Actor | undefined, action: Action): Actor {
  if (actor === undefined) throw new AppError("UNAUTHENTICATED", "Sign in first.");
  if (mayDo(actor.role, action)) return actor;
  throw new AppError("FORBIDDEN", `A ${actor.role} may not do this (${action}). Ask an admin for another role.`);
}
