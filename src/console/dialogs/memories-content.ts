/** What the dialog of memories says: one line each, and below the marked one all of it. */
import { plainText } from '../../base/plain-text.js';
import { barOf, keyOf, type Keymap } from '../keymap.js';
import type { MemoriesView } from '../step-memories.js';
import type { Memory } from '../../domain/memory.js';
import { fold } from '../../base/fold.js';
import type { Content, Line } from './line.js';

export function memoriesContent(
  { memories, scroll }: MemoriesView,
  width: number,
  keymap: Keymap,
): Content {
  if (memories.type === 'loading')
    return {
      lines: [{ text: 'reading …', dim: true }],
      keys: `${keyOf(keymap, 'close')} close`,
    };
  return {
    lines: memories.value.flatMap((memory, at) =>
      at === scroll ? marked(memory, width) : [{ text: `  ${head(memory)}` }],
    ),
    keys: barOf(keymap, 'memories')
      .map(({ key, word }) => `${key} ${word}`)
      .join('   '),
  };
}

function head({ kind, text }: Memory): string {
  return plainText(`${kind.padEnd(9)} ${text}`);
}

const INDENT = ' '.repeat(4);

function marked(memory: Memory, width: number): readonly Line[] {
  const { kind, text, file } = memory;
  const whole = text
    .split('\n')
    .flatMap((line) => fold(plainText(line, Number.POSITIVE_INFINITY), width - 4));
  return [
    { text: `› ${kind}`, bold: true },
    ...whole.map((line) => ({ text: `${INDENT}${line}`, color: 'yellow' })),
    { text: `${INDENT}${plainText(`${memory.id}, told in ${file}`)}`, dim: true },
  ];
}
