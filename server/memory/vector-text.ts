/** A vector of length 1 as pgvector reads it, rounded to what 32 bits hold of it. */
export function vectorText(vector: Float32Array): string {
  let text = "[";
  for (let place = 0; place < vector.length; place += 1) {
    if (place > 0) text += ",";
    text += (vector[place] as number).toFixed(7);
  }
  return `${text}]`;
}
