/** What vectors take as they are stored: 4 bytes a dimension and a head of 8. */
export function vectorBytes(vectors: number, dimension: number): number {
  return vectors * (4 * dimension + 8);
}
