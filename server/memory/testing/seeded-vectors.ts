/** Numbers from a seed, 0 to 1: Mulberry32. */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Vectors of length 1 in clusters, as those of texts are: each is near one of `clusters` centers. Vectors without any
 * structure are all equally far from each other, and say nothing about an index.
 */
export function seededVectors(options: {
  readonly seed: number;
  readonly dimension: number;
  readonly clusters: number;
}) {
  const number = seededNumbers(options.seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - number())) * Math.cos(2 * Math.PI * number());
  const centers = Array.from({ length: options.clusters }, () =>
    unit(Float32Array.from({ length: options.dimension }, normal)),
  );
  const spread = 0.8 / Math.sqrt(options.dimension);
  return (): Float32Array => {
    const center = centers[Math.floor(number() * centers.length)] as Float32Array;
    return unit(center.map((value) => value + normal() * spread));
  };
}

function unit(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const length = Math.sqrt(sum);
  return vector.map((value) => value / length);
}
