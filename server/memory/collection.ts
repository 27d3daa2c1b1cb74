import { z } from "zod";
import { jsonObjectSchema } from "@/nodes/core/json";
import type { CollectionRow } from "@/server/memory/collection-row";
import { languages } from "@/server/memory/languages";

export const collectionSettingsSchema = z
  .object({
    language: z
      .enum(["auto", ...languages], "Choose auto or a language such as eng.")
      .optional()
      .describe("ISO 639-3: how words are stemmed; auto looks at each document."),
  })
  .catchall(z.unknown())
  .describe("How documents are split, their language.");

export const newCollectionSchema = z.object({
  name: z.string().trim().min(1, "A collection needs a name.").max(200),
  description: z.string().max(2_000).optional(),
  embedder: z.string().min(1).max(200).optional().describe("Id of a model that makes embeddings, or default."),
  settings: collectionSettingsSchema.optional(),
  retention: jsonObjectSchema.optional(),
});
export type NewCollection = z.infer<typeof newCollectionSchema>;

export const collectionChangeSchema = newCollectionSchema.omit({ embedder: true }).partial();
export type CollectionChange = z.infer<typeof collectionChangeSchema>;

export const collectionSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  embedder: z.string().describe("The model that was asked for; what made the vectors is in space."),
  settings: jsonObjectSchema,
  retention: jsonObjectSchema,
  languages: z.array(z.string()),
  revision: z.number().int().describe("Rises with each change of what a search could find."),
  documents: z.number().int(),
  chunks: z.number().int(),
  space: z
    .object({ model: z.string(), maker: z.string(), dimension: z.number().int() })
    .nullable()
    .describe("What made the vectors; null while there is none."),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Collection = z.infer<typeof collectionSchema>;

export function toCollection(row: CollectionRow): Collection {
  const { id, slug, name, description, embedder, languages, revision, documents, chunks, model } = row;
  return {
    id,
    slug,
    name,
    description,
    embedder,
    settings: row.settings as Collection["settings"],
    retention: row.retention as Collection["retention"],
    languages: [...languages],
    revision,
    documents,
    chunks,
    space: model === null ? null : { model, maker: row.maker ?? "", dimension: row.dimension ?? 0 },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
