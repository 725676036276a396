/** How many bytes of what the outer terminal sends belong together. Pure. */

const ESC = 0x1b;
const BRACKET = 0x5b;

/** Printable ASCII at the beginning. */
export function textLength(bytes: Buffer): number {
  let length = 0;
  while (length < bytes.length && isPrintable(bytes[length] ?? 0)) length++;
  return length;
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** Bytes of the key or sequence that `bytes` begin with; 0 when it is not complete. */
export function sequenceLength(bytes: Buffer): number {
  const first = bytes[0] ?? 0;
  if (first !== ESC) return characterLength(bytes, 0);
  const second = bytes[1];
  if (second === undefined) return 0;
  if (second === ESC) return 1;
  switch (String.fromCharCode(second)) {
    case '[':
      return controlSequenceLength(bytes);
    case 'O':
      return bytes.length < 3 ? 0 : 3;
    case ']':
    case 'P':
    case '_':
    case '^':
      return stringLength(bytes);
    default: {
      const length = characterLength(bytes, 1);
      return length === 0 ? 0 : 1 + length;
    }
  }
}

function controlSequenceLength(bytes: Buffer): number {
  // Linux' own F1 to F5 (console_codes(4)) go on behind what ends any other sequence.
  if (bytes[2] === BRACKET) return bytes.length < 4 ? 0 : 4;
  for (let at = 2; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x40 && byte <= 0x7e) return at + 1;
    // No part of a sequence: what began as one ends here.
    if (byte < 0x20 || byte > 0x7e) return at;
  }
  return 0;
}

/** Up to BEL or ST: an answer of the terminal. */
function stringLength(bytes: Buffer): number {
  const bell = bytes.indexOf(0x07);
  const terminator = bytes.indexOf('\x1b\\', 2);
  const ends = [bell + 1, terminator + 2].filter((end) => end > 2);
  return ends.length === 0 ? 0 : Math.min(...ends);
}

function characterLength(bytes: Buffer, start: number): number {
  const lead = bytes[start] ?? 0;
  const length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let at = 1; at < length; at++) {
    const next = bytes[start + at];
    if (next === undefined) return 0;
    if ((next & 0xc0) !== 0x80) return at;
  }
  return length;
}
