import { AppError } from "@/nodes/core/app-error";

/** What pgvector stores at most. */
const mostDimensions = 16_000;

/**
 * Refuses what an embedding model must not answer: too few vectors, another dimension, values that are no numbers. Throws
 * `UPSTREAM_FAILED`, and nothing of the batch is used.
 */
export function checkVectors(
  model: string,
  vectors: readonly (Float32Array | undefined)[],
  wanted: { readonly count: number; readonly dimension?: number },
): readonly Float32Array[] {
  if (vectors.length !== wanted.count)
    throw strange(model, `${vectors.length} vectors for ${wanted.count} texts`, "Its answer was thrown away.");
  const dimension = wanted.dimension ?? vectors[0]?.length ?? 0;
  for (const [place, vector] of vectors.entries()) {
    if (vector === undefined || vector.length === 0) throw strange(model, `no vector for text ${place + 1} of a batch`);
    if (vector.length !== dimension)
      throw strange(
        model,
        `a vector of ${vector.length} dimensions where ${dimension} were expected`,
        wanted.dimension === undefined
          ? "All vectors of a model have the same dimension: check the server."
          : "If another model stands behind this id now, embed the collection again.",
      );
    if (!vector.every(Number.isFinite))
      throw strange(model, `values that are no numbers for text ${place + 1} of a batch`);
  }
  if (dimension > mostDimensions)
    throw new AppError(
      "LIMIT_EXCEEDED",
      `"${model}" makes vectors of ${dimension} dimensions; ${mostDimensions} can be stored.`,
      {
        hint: "Choose another embedding model.",
      },
    );
  return vectors as readonly Float32Array[];
}

function strange(
  model: string,
  what: string,
  hint = "Try again; if it happens again, check the server of this model.",
): AppError {
  return new AppError("UPSTREAM_FAILED", `The embedding model "${model}" answered ${what}. Nothing was stored.`, {
    hint,
    details: { model },
  });
}
