import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  serial,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { bytes, createdAt, instant, updatedAt, workspaceId } from "@/drizzle/schema/columns";
import { sealed } from "@/drizzle/schema/sealed";
import { sparseVector, vector } from "@/drizzle/schema/vectors";
import type { RunError } from "@/nodes/core/app-error";
import { type DocumentStatus, documentStatuses, type JobStatus, jobStatuses } from "@/nodes/core/collection-status";

const quoted = (words: readonly string[]) => sql.raw(words.map((word) => `'${word}'`).join(", "));

/** Texts that can be searched by meaning and by words: knowledge from files, and what agents remember. */
export const collections = pgTable(
  "collections",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    /** The embedding model that is wanted: an id in the registry, or `default`. What made the vectors is in the space. */
    embedder: text("embedder").notNull().default("default"),
    /** How documents are split, their language. */
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull().default(sql`'{}'`),
    retention: jsonb("retention").$type<Record<string, unknown>>().notNull().default(sql`'{}'`),
    /** Languages of its documents as ISO 639-3: a question is stemmed in each of them. */
    languages: jsonb("languages").$type<string[]>().notNull().default(sql`'[]'`),
    /** The space that is searched; null while there is no vector. */
    spaceId: integer("space_id"),
    /** Rises with each change of what a search could find. */
    revision: bigint("revision", { mode: "number" }).notNull().default(0),
    /** How many there are, kept with each change: a search looks before it plans. */
    documents: integer("documents").notNull().default(0),
    chunks: integer("chunks").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex("collections_slug").on(table.workspaceId, table.slug)],
);

/** Vectors that can be compared with each other: made by one model, of one dimension. */
export const spaces = pgTable(
  "spaces",
  {
    id: serial("id").primaryKey(),
    workspaceId: workspaceId(),
    collectionId: text("collection_id")
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    /** Id of the model in the registry. */
    model: text("model").notNull(),
    /** What tells its vectors from those of another model with that id. */
    maker: text("maker").notNull(),
    dimension: integer("dimension").notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("spaces_collection").on(table.collectionId)],
);

/** What was put into a collection as one: a file, a page, a remembered text. */
export const documents = pgTable(
  "documents",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    collectionId: text("collection_id")
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    name: sealed<string>("name").notNull(),
    /** Where it came from: `{ kind: "file" | "page" | "text" | "run", … }`. */
    origin: jsonb("origin").$type<Record<string, unknown>>().notNull(),
    /** The run that remembered it. */
    runId: text("run_id"),
    mediaType: text("media_type").notNull().default("text/plain"),
    /** ISO 639-3, as its words were stemmed; null while they are not. */
    language: text("language"),
    /** Bytes of what was given. */
    size: bigint("size", { mode: "number" }).notNull().default(0),
    /** The whole text as it was read, for the preview and to split it again; null while it is not read yet. */
    content: sealed<string>("content"),
    /** Keyed hash of the text: what is there already is not stored twice. */
    contentHash: text("content_hash"),
    /** A search finds what is `ready`. */
    status: text("status").$type<DocumentStatus>().notNull().default("queued"),
    error: sealed<RunError>("error"),
    /** For filters. It is plain: do not put secrets into it. */
    metadata: jsonb("metadata").$type<Record<string, unknown>>().notNull().default(sql`'{}'`),
    chunks: integer("chunks").notNull().default(0),
    /** Which of its chunks count: those of another number are being stored, and replace these when they are whole. 0: none. */
    generation: integer("generation").notNull().default(0),
    /** Retention leaves it alone. */
    isPinned: boolean("is_pinned").notNull().default(false),
    /** 0 to 1, where the archive scored it. */
    importance: real("importance"),
    /** How often a search gave something of it, and when last. */
    uses: integer("uses").notNull().default(0),
    usedAt: instant("used_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("documents_collection").on(table.collectionId, table.id),
    index("documents_run").on(table.runId).where(sql`run_id is not null`),
    index("documents_content").on(table.collectionId, table.contentHash),
    index("documents_metadata").using("gin", table.metadata),
    check("documents_status", sql`${table.status} in (${quoted(documentStatuses)})`),
  ],
);

/** A passage of a document, small enough to be one vector. */
export const chunks = pgTable(
  "chunks",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    workspaceId: workspaceId(),
    collectionId: text("collection_id").notNull(),
    documentId: text("document_id")
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    /** Counts where it is its document's. */
    generation: integer("generation").notNull().default(1),
    /** Place in its document, from 0. */
    position: integer("position").notNull(),
    text: sealed<string>("text").notNull(),
    /** Headings above it, page, where it begins and ends in the document's text. */
    details: sealed<Record<string, unknown>>("details"),
    /** Keyed hash of the text, for doubles. */
    hash: text("hash").notNull(),
    /** Keyed hashes of its stems, for the index. */
    terms: integer("terms").array().notNull(),
    /** Of the same terms, as BM25 weighs them in a text. */
    weights: sparseVector("weights").notNull(),
    isEdited: boolean("is_edited").notNull().default(false),
  },
  (table) => [
    uniqueIndex("chunks_place").on(table.documentId, table.generation, table.position),
    index("chunks_hash").on(table.collectionId, table.hash),
    index("chunks_terms").using("gin", table.terms),
  ],
);

/**
 * One row a chunk and space. While a collection is embedded anew it has two spaces, and the old one is searched until the
 * new one is complete. Per dimension there is an HNSW index on a cast, made with the first vectors of that dimension.
 */
export const chunkVectors = pgTable(
  "chunk_vectors",
  {
    workspaceId: workspaceId(),
    spaceId: integer("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    chunkId: bigint("chunk_id", { mode: "number" })
      .notNull()
      .references(() => chunks.id, { onDelete: "cascade" }),
    dimension: integer("dimension").notNull(),
    /** Of length 1. */
    embedding: vector("embedding").notNull(),
  },
  (table) => [primaryKey({ columns: [table.spaceId, table.chunkId] }), index("chunk_vectors_chunk").on(table.chunkId)],
);

/** In how many chunks of a collection a term is: rare ones lead the search by words and count more. */
export const collectionTerms = pgTable(
  "collection_terms",
  {
    workspaceId: workspaceId(),
    collectionId: text("collection_id")
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    term: integer("term").notNull(),
    chunks: integer("chunks").notNull(),
  },
  (table) => [primaryKey({ columns: [table.collectionId, table.term] })],
);

/** Vectors of texts that were embedded before. */
export const embeddings = pgTable(
  "embeddings",
  {
    /** Keyed hash of the model's maker and the text. */
    key: text("key").primaryKey(),
    workspaceId: workspaceId(),
    maker: text("maker").notNull(),
    /** 32-bit floats, little-endian. */
    vector: bytes("vector").notNull(),
    uses: integer("uses").notNull().default(0),
    createdAt: createdAt(),
    usedAt: instant("used_at").notNull().defaultNow(),
  },
  (table) => [index("embeddings_used").on(table.usedAt)],
);

/** How often each cache was asked and had what was asked for. */
export const cacheCounts = pgTable(
  "cache_counts",
  {
    workspaceId: workspaceId(),
    /** `embeddings` or `results`. */
    cache: text("cache").notNull(),
    /** UTC, as 2026-11-27. */
    day: text("day").notNull(),
    hits: integer("hits").notNull().default(0),
    misses: integer("misses").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.cache, table.day] })],
);

/** Long work on a collection: progress that everybody sees, cancel, and going on after a restart. */
export const memoryJobs = pgTable(
  "memory_jobs",
  {
    id: text("id").primaryKey(),
    workspaceId: workspaceId(),
    /** `ingest` (one document), `split` (all documents again), `embed` (with another model). */
    kind: text("kind").notNull(),
    collectionId: text("collection_id")
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    documentId: text("document_id").references(() => documents.id, { onDelete: "cascade" }),
    status: text("status").$type<JobStatus>().notNull().default("queued"),
    /** What it is at, such as `reading`, `embedding`. */
    stage: text("stage").notNull().default(""),
    done: integer("done").notNull().default(0),
    /** Null while it is not known. */
    total: integer("total"),
    error: sealed<RunError>("error"),
    cancelRequested: boolean("cancel_requested").notNull().default(false),
    options: sealed<Record<string, unknown>>("options"),
    leaseOwner: text("lease_owner"),
    leaseExpiresAt: instant("lease_expires_at"),
    createdAt: createdAt(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    index("memory_jobs_collection").on(table.collectionId, table.id),
    index("memory_jobs_document").on(table.documentId),
    index("memory_jobs_open").on(table.status).where(sql`status in ('queued', 'running')`),
    check("memory_jobs_status", sql`${table.status} in (${quoted(jobStatuses)})`),
  ],
);
