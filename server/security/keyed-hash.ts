import { createHmac } from "node:crypto";
import { secretKey } from "@/server/security/secret-key";

/**
 * HMAC-SHA256 of a text under this machine's secret, in hex: equal for equal texts of one purpose, and nobody without the
 * secret can try which text it was.
 */
export function keyedHash(purpose: string, text: string): string {
  return createHmac("sha256", secretKey(purpose)).update(text).digest("hex");
}
