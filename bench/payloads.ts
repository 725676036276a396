/** What programs print, in four kinds that cost a multiplexer differently. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const payloads = {
  /** Log lines. */
  plain: (index: number) =>
    `${String(index).padStart(8, '0')} info request handled path=/api/items/${index % 977} status=200\n`,
  /** Every glyph in a colour of its own. */
  dense: (index: number) =>
    `${Array.from({ length: 80 }, (_, x) => `\u001b[38;5;${(index + x) % 256};48;5;${(index * 7 + x) % 256}m${String.fromCodePoint(0x21 + ((index + x) % 94))}`).join('')}\u001b[m\n`,
  /** Wide characters and emoji. */
  unicode: (index: number) =>
    `${index} 世界のターミナル 🚀 👩‍💻 naïve café ${'漢字'.repeat(10)}\n`,
  /** An agent that redraws its foot in synchronized frames. */
  agent: (index: number) =>
    `\u001b[?2026h\u001b[3A\r\u001b[J● Update(src/file-${index}.ts)\r\n  ⎿  ${index % 90} lines\r\n${'⠋⠙⠹⠸'[index % 4]} Editing… (${index % 60}s · esc to interrupt)\r\n╭${'─'.repeat(76)}╮\r\n│ ❯ ${' '.repeat(73)}│\r\n╰${'─'.repeat(76)}╯\u001b[?2026l`,
} as const satisfies Readonly<Record<string, (index: number) => string>>;

export type PayloadName = keyof typeof payloads;

/** Names without a cast, in the order of the table. */
export const payloadNames = ['plain', 'dense', 'unicode', 'agent'] as const;

/** A file of at least `bytes` in `folder`; gives its path. */
export async function payloadFile(
  name: PayloadName,
  folder: string,
  bytes: number,
): Promise<string> {
  const parts: string[] = [];
  for (let length = 0, index = 0; length < bytes; index += 1) {
    const part = payloads[name](index);
    parts.push(part);
    length += Buffer.byteLength(part);
  }
  const file = join(folder, `${name}.txt`);
  await writeFile(file, parts.join(''));
  return file;
}
