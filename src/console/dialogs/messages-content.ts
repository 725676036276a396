/** What the dialog of messages says: each with its age, and to its end. */
import { fold } from '../../base/fold.js';
import { plainText } from '../../base/plain-text.js';
import { ageText } from '../clock.js';
import type { Notice } from '../state.js';
import type { View } from '../view.js';
import type { Line } from './line.js';

const COLORS = { info: undefined, warning: 'yellow', error: 'red' } as const;

/** The column of ages. */
const AGE = 6;

export function messageLines(
  { messages, now }: Extract<View, { readonly type: 'messages' }>,
  width: number,
): readonly Line[] {
  if (messages.length === 0) return [{ text: 'Nothing was said yet.', dim: true }];
  return messages.flatMap((message) => linesOf(message, now, width));
}

function linesOf(
  { level, text, at }: Notice,
  now: number,
  width: number,
): readonly Line[] {
  const age = ageText(Math.max(0, now - (at ?? now))).padEnd(AGE);
  const color = COLORS[level];
  return fold(plainText(text), width - AGE).map((part, index) => {
    const line = `${index === 0 ? age : ' '.repeat(AGE)}${part}`;
    return color === undefined ? { text: line } : { text: line, color };
  });
}
