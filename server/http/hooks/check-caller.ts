import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "@/nodes/core/app-error";
import { secretsIn } from "@/nodes/core/template-ports";
import type { WebhookConfig } from "@/nodes/webhook/definition";

type Check = Pick<WebhookConfig, "signature" | "secret">;

/** What can be known before the body is read: throws `SECRET_MISSING`, and `FORBIDDEN` for who does not send the secret. */
export function checkSecret({ signature, secret }: Check, headers: Headers): void {
  if (signature === "none") return;
  // A reference is no secret: whoever knows the workflow would know what to send.
  const [missing] = secretsIn([{ field: "secret", text: secret }]);
  if (missing !== undefined || secret === "")
    throw new AppError("SECRET_MISSING", "The secret of this webhook is not set on this machine.", {
      hint: "Type it into the webhook node, and publish the workflow again.",
    });
  if (signature !== "secret" || isSent(headers.get("x-heddle-secret"), secret)) return;
  throw new AppError("FORBIDDEN", "The header X-Heddle-Secret is missing or wrong.");
}

/** Throws `FORBIDDEN` where the body has to be signed, and is not. */
export function checkSignature({ signature, secret }: Check, headers: Headers, body: Buffer): void {
  if (signature !== "hmac") return;
  if (isEqual(signatureIn(headers), createHmac("sha256", secret).update(body).digest("hex"))) return;
  throw new AppError("FORBIDDEN", "The signature of the body is missing or wrong.", {
    hint: "Send sha256=HEX in X-Hub-Signature-256: HMAC-SHA256 of the body as it is sent.",
  });
}

function signatureIn(headers: Headers): string | null {
  const given = headers.get("x-hub-signature-256") ?? headers.get("x-heddle-signature");
  return given?.replace(/^sha256=/i, "").toLowerCase() ?? null;
}

/** A header is read as Latin-1, byte by byte; some callers send letters beyond ASCII so, curl and others as UTF-8. */
function isSent(given: string | null, wanted: string): boolean {
  const isLatin = isEqual(given, wanted);
  const isUtf8 = isEqual(given, Buffer.from(wanted, "utf8").toString("latin1"));
  return isLatin || isUtf8;
}

/** Takes the same time wherever they differ; hashes make both of one length. */
function isEqual(given: string | null, wanted: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return given !== null && timingSafeEqual(digest(given), digest(wanted));
}
