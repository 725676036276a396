/** What is asked of the outer terminal, and what it says of itself. Pure. */
import { unreachable } from '../base/assert.js';
import { parseColour, type Rgb } from '../screen/rgb.js';

export type Answer =
  /** It knows the kitty keyboard protocol. */
  | { readonly type: 'kittyKeyboard' }
  /** It knows synchronized output, or says that it does not. */
  | { readonly type: 'synchronized'; readonly known: boolean }
  /** Alt with a key is another letter there (xterm's mode 1036 is reset), unless it is asked. */
  | { readonly type: 'altLetters' }
  | {
      readonly type: 'colour';
      readonly of: 'foreground' | 'background';
      readonly rgb: Rgb;
    }
  /** It became dark or light (mode 2031): its colours are others. */
  | { readonly type: 'theme' }
  /** Device attributes, which every terminal answers: nothing comes after it. */
  | { readonly type: 'attributes' };

/** In the order of these; the last is answered by every terminal. */
export const COLOUR_QUESTIONS = '\x1b]10;?\x1b\\\x1b]11;?\x1b\\';
export const QUESTIONS = `\x1b[?u\x1b[?2026$p\x1b[?1036$p${COLOUR_QUESTIONS}\x1b[c`;

/** The answer that a whole sequence is, undefined for any other. */
export function readAnswer(sequence: string): Answer | undefined {
  if (/^\x1b\[\?\d+u$/.test(sequence)) return { type: 'kittyKeyboard' };
  if (/^\x1b\[\?[\d;]*c$/.test(sequence)) return { type: 'attributes' };
  if (/^\x1b\[\?997;[12]n$/.test(sequence)) return { type: 'theme' };
  if (sequence === '\x1b[?1036;2$y') return { type: 'altLetters' };
  const mode = /^\x1b\[\?2026;(\d)\$y$/.exec(sequence);
  // 0: not recognized. 4: it can never be set.
  if (mode) return { type: 'synchronized', known: mode[1] !== '0' && mode[1] !== '4' };
  return readColour(sequence);
}

function readColour(sequence: string): Answer | undefined {
  const [, what, alpha, channels = ''] =
    /^\x1b\](10|11);rgb(a?):([\da-f/]+)/i.exec(sequence) ?? [];
  // How far the background shines through is the last channel.
  const opaque = alpha === '' ? channels : channels.replace(/\/[^/]*$/, '');
  const rgb = parseColour(`rgb:${opaque}`);
  if (what === undefined || rgb === undefined) return undefined;
  return { type: 'colour', of: what === '10' ? 'foreground' : 'background', rgb };
}

/** All that is known of a terminal once it has answered, or has had its time. */
export type Answers = {
  readonly kittyKeyboard: boolean;
  readonly altLetters: boolean;
  /** Undefined when it did not say. */
  readonly synchronized: boolean | undefined;
  readonly foreground: Rgb | undefined;
  readonly background: Rgb | undefined;
};

export const NO_ANSWERS: Answers = {
  kittyKeyboard: false,
  altLetters: false,
  synchronized: undefined,
  foreground: undefined,
  background: undefined,
};

export function withAnswer(answers: Answers, answer: Answer): Answers {
  switch (answer.type) {
    case 'kittyKeyboard':
      return { ...answers, kittyKeyboard: true };
    case 'altLetters':
      return { ...answers, altLetters: true };
    case 'synchronized':
      return { ...answers, synchronized: answer.known };
    case 'colour':
      return { ...answers, [answer.of]: answer.rgb };
    case 'theme':
    case 'attributes':
      return answers;
    default:
      return unreachable(answer);
  }
}
