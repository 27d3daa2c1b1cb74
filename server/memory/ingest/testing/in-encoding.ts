/** A text in an encoding of one byte a sign, such as `windows-1252`. */
export function inEncoding(text: string, encoding: string): Buffer {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from(
    Array.from(text, (sign) => {
      const byte = bytes.get(sign);
      if (byte === undefined) throw new Error(`${sign} is not in ${encoding}.`);
      return byte;
    }),
  );
}
