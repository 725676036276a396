/**
 * Text is UTF-8. What is none becomes U+FFFD, one for each beginning of a character, as Unicode
 * recommends and terminals do; xterm.js would leave it out.
 */
import { isUtf8 } from 'node:buffer';

const NOTHING = new Uint8Array(0);

/** Of a character, at most. */
const MAX_BYTES = 4;

export class Utf8 {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #encoder = new TextEncoder();
  #begun: Uint8Array = NOTHING;

  /** Whether a character has begun that is not complete. */
  get begun(): boolean {
    return this.#begun.length > 0;
  }

  /** The characters that `bytes` complete. What they begin is kept until the next ones. */
  take(bytes: Uint8Array): Uint8Array {
    const all = this.begun ? Buffer.concat([this.#begun, bytes]) : bytes;
    const end = all.length - begunLength(all);
    this.#begun = end === all.length ? NOTHING : new Uint8Array(all.subarray(end));
    const whole = all.subarray(0, end);
    return isUtf8(whole) ? whole : this.#encoder.encode(this.#decoder.decode(whole));
  }
}

/** Bytes at the end that may be the beginning of a character. */
function begunLength(bytes: Uint8Array): number {
  for (let length = 1; length < MAX_BYTES; length++) {
    const byte = bytes[bytes.length - length] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return characterLength(byte) > length ? length : 0;
  }
  return 0;
}

/** Of the character that begins with `byte`. */
function characterLength(byte: number): number {
  if (byte < 0xc2 || byte > 0xf4) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}
