const syllables = "ka lo mi ren tos ve ul den bar sil no pra eth qui mor ta".split(" ");

/** Words that nobody said, the same for a seed: a linear congruential generator picks their syllables. */
export function randomWords(seed: number): (count: number) => string {
  let state = seed >>> 0;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const word = () => Array.from({ length: 1 + next(3) }, () => syllables[next(syllables.length)]).join("");
  return (count) => Array.from({ length: count }, word).join(" ");
}
