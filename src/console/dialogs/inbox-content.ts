/** What the inbox says: what waits the longest first, and the marked one's matter below. */
import { plainText } from '../../base/plain-text.js';
import { ageText } from '../clock.js';
import { barOf, type Keymap } from '../keymap.js';
import { isOffered, type InboxView } from '../step-inbox.js';
import type { InboxItem } from '../../domain/inbox.js';
import { fold } from '../../base/fold.js';
import type { Content, Line } from './line.js';

export function inboxContent(
  { items, scroll, now }: InboxView,
  width: number,
  keymap: Keymap,
): Content {
  return {
    lines: items.flatMap((item, at) => {
      const text = `${at === scroll ? '›' : ' '} ${head(item, now)}`;
      if (at !== scroll) return [{ text }];
      const whole = text.length > width ? matter(item, width) : [];
      return [{ text, bold: true }, ...whole, ...answers(item)];
    }),
    keys: keysOf(items[scroll], keymap),
  };
}

/** Those alone that do something about the marked one. */
function keysOf(item: InboxItem | undefined, { bindings, byMode }: Keymap): string {
  const offered = bindings.filter(({ intent }) => item && isOffered(item, intent));
  return barOf({ bindings: offered, byMode }, 'inbox')
    .map(({ key, word }) => `${key} ${word}`)
    .join('   ');
}

function head({ subject, kind, since, text }: InboxItem, now: number): string {
  return plainText(`${kind.padEnd(11)} ${subject}  ${ageText(now - since)}  ${text}`);
}

const INDENT = ' '.repeat(4);

/** All of what its line has no room for. */
function matter({ text }: InboxItem, width: number): readonly Line[] {
  const lines = fold(plainText(text), width - INDENT.length);
  return lines.map((line) => ({ text: `${INDENT}${line}`, color: 'yellow' }));
}

/** For a person who would rather type. */
function answers(item: InboxItem): readonly Line[] {
  return item.answers.map(({ command, meaning }) => ({
    text: `${INDENT}wtmux ${command}  ${plainText(meaning)}`,
    dim: true,
  }));
}
