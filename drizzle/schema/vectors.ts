import { customType } from "drizzle-orm/pg-core";
import pgvector from "pgvector";

/**
 * A vector of any dimension. drizzle's own column type wants one dimension for the whole column; here each space has its
 * own, and an index casts to it.
 */
export const vector = customType<{ data: readonly number[] | Float32Array; driverData: string }>({
  dataType: () => "vector",
  toDriver: (value) => pgvector.toSql([...value]) as string,
  fromDriver: (stored) => pgvector.fromSql(stored) as number[],
});

/** Dimensions of sparse vectors of terms: each keyed hash of a stem is one of them. What pgvector takes at most. */
export const termSpace = 1_000_000_000;

/** Weights by term, in pgvector's notation `{term:weight,…}/dimensions`, terms from 1 and rising. */
export const sparseVector = customType<{ data: string; driverData: string }>({
  dataType: () => `sparsevec(${termSpace})`,
});
