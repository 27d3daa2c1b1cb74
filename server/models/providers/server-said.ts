import type { APIError } from "openai";

/** Reads what servers say when they refuse: each says it in its own way. */

/** What the server said, out of the shapes that servers give it; "" where it said nothing. */
export function messageOf(error: APIError): string {
  const body: unknown = error.error;
  if (typeof body === "string") return body;
  if (typeof body === "object" && body !== null) {
    for (const key of ["message", "detail", "error"] as const) {
      const value = (body as Record<string, unknown>)[key];
      if (typeof value === "string") return value;
      if (value !== undefined && value !== null) return JSON.stringify(value);
    }
    return JSON.stringify(body);
  }
  const text = error.message.replace(/^\d{3} /, "");
  return text.startsWith("status code (no body)") || text.startsWith("(no status") ? "" : text;
}

export function isContextOverflow(message: string): boolean {
  return /context[ _-]?(length|window|size|overflow)|maximum context|exceeds? the (available )?context|too many tokens|prompt is too long/i.test(
    message,
  );
}

/** The capability that a refusal is about, so that an agent may go without. */
export function refusedFeature(message: string): "tools" | "json_schema" | "vision" | undefined {
  if (/response_format|json_schema|grammar|structured output/i.test(message)) return "json_schema";
  if (/\btools?\b|tool_choice|function calling/i.test(message)) return "tools";
  if (/image_url|vision|multimodal/i.test(message)) return "vision";
  return undefined;
}

/** Milliseconds, from seconds or a date. */
export function retryAfter(headers: Headers | undefined): number | undefined {
  const milliseconds = headers?.get("retry-after-ms");
  if (milliseconds != null && Number.isFinite(Number(milliseconds))) return Math.max(0, Number(milliseconds));
  const value = headers?.get("retry-after");
  if (value == null || value === "") return undefined;
  const wait = Number.isFinite(Number(value)) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

export function isHtml(text: string): boolean {
  return /^\s*<(!doctype|html|head|body)/i.test(text);
}

export function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
