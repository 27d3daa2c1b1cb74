/** What a file is by its first bytes; what a client calls it is not asked. */

const signatures: readonly (readonly [mediaType: string, offset: number, bytes: string])[] = [
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/gif", 0, "GIF8"],
  ["image/webp", 8, "WEBP"],
  ["audio/wav", 8, "WAVE"],
  ["audio/mpeg", 0, "ID3"],
  ["audio/ogg", 0, "OggS"],
  ["audio/flac", 0, "fLaC"],
  ["video/mp4", 4, "ftyp"],
  ["video/webm", 0, "\x1a\x45\xdf\xa3"],
  ["application/pdf", 0, "%PDF-"],
  ["application/zip", 0, "PK\x03\x04"],
  ["application/gzip", 0, "\x1f\x8b"],
  ["application/x-gguf", 0, "GGUF"],
];

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Of content that begins as one of the kinds that are no text; undefined for all else. */
export function binaryTypeOf(content: Uint8Array): string | undefined {
  const start = Buffer.from(content.subarray(0, 16)).toString("latin1");
  return signatures.find(([, offset, bytes]) => start.startsWith(bytes, offset))?.[0];
}

export function mediaTypeOf(content: Uint8Array): string {
  const known = binaryTypeOf(content);
  if (known !== undefined) return known;
  if (!isText(content)) return "application/octet-stream";
  return isJson(content) ? "application/json" : "text/plain";
}

function isText(content: Uint8Array): boolean {
  if (content.includes(0)) return false;
  try {
    utf8.decode(content);
    return true;
  } catch {
    return false;
  }
}

function isJson(content: Uint8Array): boolean {
  const text = Buffer.from(content).toString("utf8").trimStart();
  if (!text.startsWith("{") && !text.startsWith("[")) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
