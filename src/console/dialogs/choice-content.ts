/** What the dialog of a blocked wave says: why, its gates, and the ways on by number. */
import { plainText } from '../../base/plain-text.js';
import { keyOf, type Keymap } from '../keymap.js';
import type { ChooseView } from '../step-choice.js';
import { fold } from '../../base/fold.js';
import type { Content } from './line.js';
import { gateLooks } from '../look.js';

export function choiceContent(
  { why, gates, choices }: ChooseView,
  width: number,
  keymap: Keymap,
): Content {
  return {
    lines: [
      ...fold(plainText(why), width).map((text) => ({ text, color: 'yellow' })),
      { text: '' },
      ...gates.map(({ name, state }) => {
        const { mark, word, color } = gateLooks[state];
        return { text: `  ${mark} ${plainText(name)}  ${word}`, color };
      }),
      ...(gates.length > 0 ? [{ text: '' }] : []),
      ...choices.map(({ text }, index) => ({
        text: `${index + 1}  ${plainText(text)}`,
        bold: true,
      })),
    ],
    keys: `1…${choices.length} choose   ${keyOf(keymap, 'close')} close, changing nothing`,
  };
}
