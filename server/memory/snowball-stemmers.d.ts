/** snowball-stemmers ships no types: what we use of it. */
declare module "snowball-stemmers" {
  export interface Stemmer {
    stem(word: string): string;
  }

  const snowball: { newStemmer(algorithm: string): Stemmer };
  export default snowball;
}
