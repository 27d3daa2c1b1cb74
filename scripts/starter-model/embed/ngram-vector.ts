/**
 * What the embedding model is compared with: words and their parts of three to five letters, hashed into a vector of
 * `size` (Weinberger et al., 2009), without the commonest words.
 */
export function ngramVector(text: string, size = 1024): Float32Array {
  const counts = new Map<string, number>();
  const add = (key: string, weight: number) => counts.set(key, (counts.get(key) ?? 0) + weight);
  for (const word of (text.toLowerCase().match(/[a-z0-9_]+/g) ?? []).filter((one) => !common.has(one))) {
    add(`w ${word}`, 1);
    const bounded = `<${word}>`;
    for (const length of [3, 4, 5])
      for (let start = 0; start + length <= bounded.length; start++)
        add(bounded.slice(start, start + length), 1 / Math.sqrt(bounded.length));
  }
  const vector = new Float32Array(size);
  for (const [key, count] of counts) {
    const bits = hash(key);
    vector[bits % size] = (vector[bits % size] ?? 0) + (bits & 0x80000000 ? 1 : -1) * Math.log1p(count);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

const common: ReadonlySet<string> = new Set(
  "a an the of to in is are was were be do does did i you my your it its and or for on with how what which when where who can could should would will that this these those there from by as at if not no so me we they them our than then have has had about into out up".split(
    " ",
  ),
);

/** FNV-1a with a last mix, 32 bits. */
function hash(text: string): number {
  let bits = 2_166_136_261;
  for (let place = 0; place < text.length; place++) {
    bits ^= text.charCodeAt(place);
    bits = Math.imul(bits, 16_777_619);
  }
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  return bits >>> 0;
}
