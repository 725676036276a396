/** What programs print, in four kinds that cost a multiplexer differently. */
export const payloads = {
  /** Log lines. */
  plain: (index: number) =>
    `${String(index).padStart(8, '0')} info request handled path=/api/items/${index % 977} status=200\n`,
  /** Every glyph in a colour of its own. */
  dense: (index: number) =>
    `${Array.from({ length: 80 }, (_, x) => `\u001b[38;5;${(index + x) % 256};48;5;${(index * 7 + x) % 256}m${String.fromCodePoint(0x21 + ((index + x) % 94))}`).join('')}\u001b[m\n`,
  /** Wide characters and emoji. */
  wide: (index: number) =>
    `${index} 世界のターミナル 🚀 👩‍💻 naïve café ${'漢字'.repeat(10)}\n`,
  /** An agent that redraws its foot in synchronized frames. */
  agent: (index: number) =>
    `\u001b[?2026h\u001b[3A\r\u001b[J● Update(src/file-${index}.ts)\r\n  ⎿  ${index % 90} lines\r\n${'⠋⠙⠹⠸'[index % 4]} Editing… (${index % 60}s · esc to interrupt)\r\n╭${'─'.repeat(76)}╮\r\n│ ❯ ${' '.repeat(73)}│\r\n╰${'─'.repeat(76)}╯\u001b[?2026l`,
} as const satisfies Readonly<Record<string, (index: number) => string>>;

export type PayloadName = keyof typeof payloads;

/** Names without a cast, in the order of the table. */
export const payloadNames = ['plain', 'dense', 'wide', 'agent'] as const;

export function isPayload(name: string): name is PayloadName {
  return Object.hasOwn(payloads, name);
}

/** At least `length` bytes of it. */
export function payload(name: PayloadName, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let bytes = 0, index = 0; bytes < length; index += 1) {
    const part = Buffer.from(payloads[name](index));
    parts.push(part);
    bytes += part.length;
  }
  return Buffer.concat(parts);
}
