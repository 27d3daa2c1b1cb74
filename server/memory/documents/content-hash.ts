import { keyedHash } from "@/server/security/keyed-hash";

/** Of the text of a document: equal to that of the same text that a run remembered without metadata. */
export function contentHash(collectionId: string, text: string): string {
  return keyedHash("contents", `${collectionId}\0${JSON.stringify([text, []])}`);
}
