/** What a person, or the terminal in front of them, can say to the console. */
import type { Answer } from './answers.js';
import type { Key } from './key.js';

export type Input =
  | { readonly type: 'key'; readonly key: Key }
  /** More characters at once than a hand types, of printable ASCII: a paste without brackets. */
  | { readonly type: 'text'; readonly text: string }
  /** Everything between the brackets of a paste, never interpreted. */
  | { readonly type: 'paste'; readonly bytes: Buffer }
  | Mouse
  | { readonly type: 'focus'; readonly gained: boolean }
  /** The terminal's, to what it was asked. */
  | { readonly type: 'answer'; readonly answer: Answer };

export type Mouse = {
  readonly type: 'mouse';
  /** xterm's button code: 0-2 buttons, +4 shift, +8 alt, +16 ctrl, +32 motion, 64/65 wheel. */
  readonly code: number;
  /** From 0, in cells. */
  readonly x: number;
  readonly y: number;
  readonly released: boolean;
};

/** Whether a person moved something: what they wished for before is over. */
export function isDeed({ type }: Input): boolean {
  return type === 'key' || type === 'text' || type === 'mouse';
}
