import { createHash } from "node:crypto";

/** Of the standard: what a short password is filled up with. */
const padding = Buffer.from("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a", "hex");
const id = Buffer.from("00112233445566778899aabbccddeeff", "hex");
const permissions = -4;

/** A real PDF with these pages, each a list of lines; with a password it is encrypted as PDF 1.4 does (RC4). */
export function makePdf(pages: readonly (readonly string[])[], password?: string): Buffer {
  const lock = password === undefined ? undefined : lockWith(password);
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(" ");
  const objects: Buffer[] = [
    Buffer.from("<< /Type /Catalog /Pages 2 0 R >>"),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`),
    Buffer.from("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"),
  ];
  pages.forEach((lines, at) => {
    const place = `/Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + at * 2} 0 R`;
    objects.push(Buffer.from(`<< /Type /Page ${place} /Resources << /Font << /F1 3 0 R >> >> >>`));
    const drawn = Buffer.from(contentOf(lines), "latin1");
    const stream = lock === undefined ? drawn : rc4(objectKey(lock.key, 5 + at * 2), drawn);
    objects.push(
      Buffer.concat([Buffer.from(`<< /Length ${stream.length} >>\nstream\n`), stream, Buffer.from("\nendstream")]),
    );
  });
  return assemble(
    objects,
    lock === undefined ? "" : ` /Encrypt ${lock.dictionary} /ID [<${id.toString("hex")}> <${id.toString("hex")}>]`,
  );
}

function contentOf(lines: readonly string[]): string {
  const escaped = lines.map((line) => (line === "" ? "0 -12 Td" : `(${line.replace(/[\\()]/g, "\\$&")}) Tj 0 -14 Td`));
  return `BT /F1 11 Tf 72 720 Td\n${escaped.join("\n")}\nET`;
}

function assemble(objects: readonly Buffer[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n")];
  const offsets: number[] = [];
  let length = (parts[0] as Buffer).length;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach((object, at) => {
    offsets.push(length);
    add(Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from("\nendobj\n")]));
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${trailer} >>`;
  const start = length;
  add(Buffer.from(`${end}\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

function lockWith(password: string): { readonly key: Buffer; readonly dictionary: string } {
  const padded = Buffer.concat([Buffer.from(password, "latin1"), padding]).subarray(0, 32);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const flags = Buffer.alloc(4);
  flags.writeInt32LE(permissions);
  const key = md5(Buffer.concat([padded, owner, flags, id])).subarray(0, 5);
  const user = rc4(key, padding);
  const hex = (bytes: Buffer) => `<${bytes.toString("hex")}>`;
  return { key, dictionary: `<< /Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(user)} /P ${permissions} >>` };
}

function objectKey(key: Buffer, number: number): Buffer {
  const salt = Buffer.from([number & 255, (number >> 8) & 255, (number >> 16) & 255, 0, 0]);
  return md5(Buffer.concat([key, salt])).subarray(0, 10);
}

function md5(bytes: Buffer): Buffer {
  return createHash("md5").update(bytes).digest();
}

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, at) => at);
  const swap = (a: number, b: number) => {
    [state[a], state[b]] = [state[b] as number, state[a] as number];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (state[i] as number) + (key[i % key.length] as number)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    bytes.map((byte) => {
      i = (i + 1) & 255;
      j = (j + (state[i] as number)) & 255;
      swap(i, j);
      return byte ^ (state[((state[i] as number) + (state[j] as number)) & 255] as number);
    }),
  );
}
