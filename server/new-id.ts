import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const timeLength = 10;
const randomLength = 16;

let lastTime = 0;
let lastRandom: number[] = [];

/**
 * A new id of 26 characters: 48 bits of time in milliseconds and 80 of chance, in Crockford's base 32, lower case. Ids of
 * one process rise strictly, so that ordering by id is ordering by creation.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastTime) {
    lastTime = now;
    lastRandom = Array.from(randomBytes(randomLength), (byte) => byte & 31);
    // Room to count up within one millisecond without ever overflowing.
    lastRandom[0] = (lastRandom[0] ?? 0) & 15;
  } else {
    increment(lastRandom);
  }
  return encodeTime(lastTime) + lastRandom.map((digit) => alphabet[digit]).join("");
}

/** The lowest id that `newId` could give at this time: what was made earlier sorts below it. */
export function lowestIdAt(time: Date): string {
  return encodeTime(time.getTime()) + "0".repeat(randomLength);
}

function encodeTime(time: number): string {
  let rest = time;
  let text = "";
  for (let place = 0; place < timeLength; place += 1) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function increment(digits: number[]): void {
  for (let place = digits.length - 1; place >= 0; place -= 1) {
    const next = (digits[place] ?? 0) + 1;
    digits[place] = next & 31;
    if (next < 32) return;
  }
}
