/** The GGUF file format, version 3: a header, metadata, descriptions of the tensors, and their data. */

export type GgufValue =
  | { readonly type: "u32"; readonly value: number }
  | { readonly type: "f32"; readonly value: number }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "strings"; readonly value: readonly string[] }
  | { readonly type: "f32s"; readonly value: readonly number[] }
  | { readonly type: "i32s"; readonly value: readonly number[] };

export interface GgufTensor {
  readonly name: string;
  /** The fastest varying dimension first: a matrix of `rows` outputs and `columns` inputs is `[columns, rows]`. */
  readonly shape: readonly number[];
  readonly data: Float32Array;
  /** How the numbers are stored; F32 where nothing is said. Q8_0 needs a first dimension that 32 divides. */
  readonly as?: "f32" | "q8_0";
}

const valueTypes = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const;
const tensorTypes = { f32: 0, q8_0: 8 } as const;
const alignment = 32;

/** The bytes of a GGUF file. */
export function encodeGguf(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly GgufTensor[]): Buffer {
  const stored = tensors.map((tensor) => ({ ...tensor, bytes: tensorBytes(tensor) }));
  const head = new Writer();
  head.raw(Buffer.from("GGUF"));
  head.u32(3);
  head.u64(tensors.length);
  head.u64(Object.keys(metadata).length);
  for (const [key, value] of Object.entries(metadata)) {
    head.string(key);
    head.value(value);
  }
  let offset = 0;
  for (const { name, shape, as = "f32", bytes } of stored) {
    head.string(name);
    head.u32(shape.length);
    for (const size of shape) head.u64(size);
    head.u32(tensorTypes[as]);
    head.u64(offset);
    offset = aligned(offset + bytes.length);
  }
  const start = head.finish();
  const file = Buffer.alloc(aligned(start.length) + offset);
  start.copy(file);
  let place = aligned(start.length);
  for (const { bytes } of stored) {
    bytes.copy(file, place);
    place += aligned(bytes.length);
  }
  return file;
}

function tensorBytes({ data, as = "f32" }: GgufTensor): Buffer {
  return as === "f32" ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : quantize(data);
}

const blockSize = 32;

/** Q8_0: blocks of 32 numbers, each an 8-bit part of the block's largest, whose scale is stored as a half float. */
function quantize(data: Float32Array): Buffer {
  const bytes = Buffer.alloc((data.length / blockSize) * (blockSize + 2));
  for (let start = 0, place = 0; start < data.length; start += blockSize, place += blockSize + 2) {
    const block = data.subarray(start, start + blockSize);
    const scale = block.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
    bytes.writeUInt16LE(toHalf(scale), place);
    block.forEach((value, i) => {
      bytes.writeInt8(scale === 0 ? 0 : Math.round(value / scale), place + 2 + i);
    });
  }
  return bytes;
}

/** The bits of the nearest half float of a number from 0 to 65,504. */
function toHalf(value: number): number {
  const smallestNormal = 2 ** -14;
  if (value < smallestNormal) return Math.round(value * 2 ** 24);
  const exponent = Math.floor(Math.log2(value));
  const bits = Math.round((value / 2 ** exponent - 1) * 1024);
  // A fraction that rounds up to 1 carries into the exponent by itself.
  return ((exponent + 15) << 10) + bits;
}

function aligned(size: number): number {
  return Math.ceil(size / alignment) * alignment;
}

class Writer {
  private readonly parts: Buffer[] = [];

  raw(bytes: Buffer): void {
    this.parts.push(bytes);
  }

  u32(value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    this.raw(bytes);
  }

  u64(value: number): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    this.raw(bytes);
  }

  i32(value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    this.raw(bytes);
  }

  f32(value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    this.raw(bytes);
  }

  string(text: string): void {
    const bytes = Buffer.from(text, "utf8");
    this.u64(bytes.length);
    this.raw(bytes);
  }

  value(value: GgufValue): void {
    switch (value.type) {
      case "u32":
        this.u32(valueTypes.u32);
        this.u32(value.value);
        break;
      case "f32":
        this.u32(valueTypes.f32);
        this.f32(value.value);
        break;
      case "bool":
        this.u32(valueTypes.bool);
        this.raw(Buffer.from([value.value ? 1 : 0]));
        break;
      case "string":
        this.u32(valueTypes.string);
        this.string(value.value);
        break;
      case "strings":
        this.array(valueTypes.string, value.value, (item) => this.string(item));
        break;
      case "f32s":
        this.array(valueTypes.f32, value.value, (item) => this.f32(item));
        break;
      case "i32s":
        this.array(valueTypes.i32, value.value, (item) => this.i32(item));
        break;
    }
  }

  finish(): Buffer {
    return Buffer.concat(this.parts);
  }

  private array<T>(type: number, items: readonly T[], write: (item: T) => void): void {
    this.u32(valueTypes.array);
    this.u32(type);
    this.u64(items.length);
    for (const item of items) write(item);
  }
}
