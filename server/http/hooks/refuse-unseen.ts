import { AppError } from "@/nodes/core/app-error";

/**
 * A link to a webhook may be followed from any page: people see where it leads. A frame in another page, or a browser that
 * loads ahead of a click, would start runs that nobody meant. Throws `FORBIDDEN`.
 */
export function refuseUnseen(headers: Headers): void {
  const isAhead = (headers.get("sec-purpose") ?? headers.get("purpose") ?? "").startsWith("prefetch");
  if (isAhead) throw new AppError("FORBIDDEN", "A webhook is not loaded ahead: it would start a run.");
  const site = headers.get("sec-fetch-site");
  const isForeign = site === "cross-site" || site === "same-site";
  if (isForeign && (headers.get("sec-fetch-dest") ?? "document") !== "document")
    throw new AppError("FORBIDDEN", "Another web page may not call a webhook from a frame.");
}
