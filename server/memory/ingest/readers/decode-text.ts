import chardet from "chardet";
import { AppError } from "@/nodes/core/app-error";

export interface Decoded {
  readonly text: string;
  /** As the web platform calls it, such as `utf-8`. */
  readonly encoding: string;
}

const marks: readonly (readonly [encoding: string, ...bytes: number[]])[] = [
  ["utf-8", 0xef, 0xbb, 0xbf],
  ["utf-16le", 0xff, 0xfe],
  ["utf-16be", 0xfe, 0xff],
];
/** A guess is taken from here on, and only where it is so much better than the next one that reads otherwise. */
const leastConfidence = 30;
const leastLead = 10;
const sampleBytes = 256 * 1024;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a text has none but breaks and tabs; what was decoded wrongly often has.
const controls = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\uFFFE\uFFFF]/;

/**
 * The text of bytes whose encoding nobody may know: by its mark, as UTF-8, as it says itself, or by what its bytes look
 * like. Breaks of lines become `\n`. Throws `REQUEST_INVALID` rather than give a text with wrong letters.
 */
export function decodeText(bytes: Uint8Array, name: string, declared?: string): Decoded {
  const mark = marks.find(([, ...signs]) => signs.every((sign, at) => bytes[at] === sign))?.[0];
  if (mark !== undefined) return decodeAs(bytes, mark) ?? refuse(name, `It begins as ${mark} and does not go on so.`);
  const wide = declared === undefined ? wideEncoding(bytes) : undefined;
  if (wide !== undefined)
    return decodeAs(bytes, wide) ?? refuse(name, "It looks like UTF-16 and has signs that are none.");
  const utf8 = decodeAs(bytes, "utf-8");
  if (utf8 !== undefined && declared === undefined) return utf8;
  if (declared !== undefined && isKnown(declared))
    return decodeAs(bytes, declared) ?? utf8 ?? refuse(name, `It is said to be ${declared} and is not.`);
  return utf8 ?? guess(bytes, name);
}

function guess(bytes: Uint8Array, name: string): Decoded {
  const guesses = chardet
    .analyse(bytes.subarray(0, sampleBytes))
    .filter((match) => isKnown(match.name))
    .map(({ name: encoding, confidence }) => ({ confidence, decoded: decodeAs(bytes, encoding) }))
    .filter((one): one is { confidence: number; decoded: Decoded } => one.decoded !== undefined);
  const [best] = guesses;
  if (best === undefined || best.confidence < leastConfidence) return refuse(name, "Its encoding cannot be told.");
  const rival = guesses.find(({ decoded }) => decoded.text !== best.decoded.text);
  if (rival !== undefined && best.confidence - rival.confidence < leastLead)
    return refuse(name, `It may be ${best.decoded.encoding} or ${rival.decoded.encoding}.`);
  return best.decoded;
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded | undefined {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const text = decoder.decode(bytes);
    return controls.test(text) ? undefined : { text: text.replace(/\r\n?/g, "\n"), encoding: decoder.encoding };
  } catch {
    return undefined;
  }
}

/** UTF-16 without a mark: of western text every other byte is nothing. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 4_096);
  if (sample.length < 8) return undefined;
  const nothing = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) nothing[at % 2] = (nothing[at % 2] as number) + 1;
  });
  const [even, odd] = nothing as [number, number];
  const many = sample.length * 0.3;
  if (odd > many && even < odd / 10) return "utf-16le";
  return even > many && odd < even / 10 ? "utf-16be" : undefined;
}

function isKnown(encoding: string): boolean {
  try {
    new TextDecoder(encoding);
    return true;
  } catch {
    return false;
  }
}

function refuse(name: string, why: string): never {
  throw new AppError("REQUEST_INVALID", `${name} cannot be read as text. ${why}`, {
    hint: "Save it as UTF-8, or name its encoding where it is sent: Content-Type: text/plain; charset=….",
  });
}
