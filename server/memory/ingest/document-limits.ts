import { env } from "@/server/env";

/** What one document may have; its bytes are a setting of the machine. */
export interface DocumentLimits {
  readonly bytes: number;
  readonly pages: number;
  /** Of the text that is read out of it. */
  readonly characters: number;
}

export const mostPages = 10_000;
export const mostCharacters = 20_000_000;

/** As this machine is set up. */
export function limitsOfMachine(): DocumentLimits {
  return { bytes: env().mostDocumentBytes, pages: mostPages, characters: mostCharacters };
}
