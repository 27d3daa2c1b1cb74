import { z } from "zod";
import { openJson, sealJson } from "@/drizzle/schema/sealed";

export const messageRoles = ["user", "assistant", "summary"] as const;
export const messageStatuses = ["running", "completed", "failed", "canceled"] as const;

/** Characters of one message. What is longer belongs into a collection. */
export const longestMessage = 200_000;

export const attachmentSchema = z.object({
  fileId: z.string().max(200),
  name: z.string().max(500),
  mediaType: z.string().max(200).optional(),
  size: z.number().int().optional(),
  /** What the model reads of it; not shown. */
  text: z.string().optional(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** A passage that an answer was given with. */
export const sourceSchema = z.object({
  name: z.string(),
  quote: z.string(),
  place: z.string().optional(),
  address: z.string().optional(),
  documentId: z.string().optional(),
  score: z.number().optional(),
});
export type Source = z.infer<typeof sourceSchema>;

/** What a message has beside its text. */
export const messageDetailsSchema = z.object({
  attachments: z.array(attachmentSchema).optional(),
  sources: z.array(sourceSchema).optional(),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }).optional(),
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number(), modelCalls: z.number() }).optional(),
  timeMs: z.number().optional(),
  /** Of an answer: the node whose text it is while it is being written. */
  stream: z.object({ nodeId: z.string(), port: z.string() }).optional(),
  /** Of a summary: how many messages it stands for. */
  summarized: z.number().int().optional(),
});
export type MessageDetails = z.infer<typeof messageDetailsSchema>;

export const messageSchema = z
  .object({
    id: z.string(),
    parentId: z.string().nullable(),
    role: z.enum(messageRoles),
    content: z.string(),
    details: messageDetailsSchema,
    status: z.enum(messageStatuses),
    isPinned: z.boolean(),
    runId: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Message" });
export type Message = z.infer<typeof messageSchema>;

export interface MessageRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly role: Message["role"];
  readonly content: string;
  readonly details: string | null;
  readonly status: Message["status"];
  readonly is_pinned: boolean;
  readonly run_id: string | null;
  readonly created_at: Date;
}

export const messageColumns = "id, parent_id, role, content, details, status, is_pinned, run_id, created_at";

export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    parentId: row.parent_id,
    role: row.role,
    content: String(openJson(row.content)),
    details: row.details === null ? {} : (openJson(row.details) as MessageDetails),
    status: row.status,
    isPinned: row.is_pinned,
    runId: row.run_id,
    createdAt: row.created_at.toISOString(),
  };
}

/** The sealed columns of a message that is written. */
export function sealedParts(content: string, details: MessageDetails): [content: string, details: string | null] {
  return [sealJson(content), Object.keys(details).length === 0 ? null : sealJson(details)];
}

/** A message as a model reads it: what was typed, and below it what was attached. */
export function modelText(content: string, attachments: readonly Attachment[] = []): string {
  const files = attachments.flatMap(({ name, text }) =>
    text === undefined ? [] : [`<file name=${JSON.stringify(name)}>\n${text}\n</file>`],
  );
  return [content, ...files].filter((part) => part !== "").join("\n\n");
}

/** Without what only models read. */
export function shownMessage(message: Message): Message {
  const { attachments } = message.details;
  if (attachments === undefined) return message;
  const shown = attachments.map(({ text: _, ...attachment }) => attachment);
  return { ...message, details: { ...message.details, attachments: shown } };
}
