/** The keys of the dialog that takes a text, in words for what becomes of that. */
import { barOf, type Keymap } from '../keymap.js';
import type { Purpose, View } from '../view.js';

const WORDS: Readonly<Record<Purpose['type'], string>> = {
  goTo: 'go',
  send: 'send',
  reject: 'send back',
  answer: 'answer',
  handOver: 'hand over',
  override: 'land',
  overrideOwn: 'count as done',
};

/** Empty in any other dialog. */
export function enterWord(view: View): string {
  return view.type === 'text' ? WORDS[view.purpose.type] : '';
}

export function textKeys(keymap: Keymap, enter: string): ReturnType<typeof barOf> {
  return barOf(keymap, 'text').map(({ key, word }) => ({
    key,
    word: word === 'send' ? enter : word,
  }));
}
