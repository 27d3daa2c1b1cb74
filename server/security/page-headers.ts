import { randomBytes } from "node:crypto";

/**
 * What a browser may do with a page of ours, made anew for each: only scripts that carry this page's nonce, and what they
 * load. React Flow, the code editor and the dialogs write styles into the page, so styles may stand there; nothing is
 * fetched from elsewhere, and no other page may frame this one.
 */
export function pageHeaders({ isDev }: { readonly isDev: boolean }) {
  const nonce = randomBytes(16).toString("base64");
  const policy = {
    "default-src": "'self'",
    // React explains errors with eval while it is being developed with.
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
  };
  const text = Object.entries(policy).map(([name, sources]) => `${name} ${sources}`);
  return {
    "content-security-policy": text.join("; "),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
  } as const;
}
