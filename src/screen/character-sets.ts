/**
 * DEC's character sets that xterm.js has not, or not whole, as xterm (patch 379) shows them: by the
 * character of ASCII that stands for each.
 */
import type { Charset } from './xterm-core.js';

/** A VT100's, from `_` on. */
export const LINE_DRAWING = setFrom('_', ' ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·');

/** A VT320's, for formulas; in these two sets `⸮` is where there is nothing. */
export const TECHNICAL = setFrom(
  '!',
  '⎷┌─⌠⌡│⎡⎣⎤⎦⎧⎩⎫⎭⎨⎬⸮⸮⸮⸮⸮⸮⸮⸮⸮⸮⸮≤≠≥∫∴∝∞÷Δ∇ΦΓ∼≃Θ×Λ⇔⇒≡ΠΨ⸮Σ⸮⸮√ΩΞΥ⊂⊃∩∪∧∨¬αβχδεφγηιθκλ⸮ν∂πψρστ⸮ƒωξυζ←↑→↓',
);

/** A VT220's, from which Latin 1 came. */
export const SUPPLEMENTAL = setFrom(
  '!',
  '¡¢£⸮¥⸮§¤©ª«⸮⸮⸮⸮°±²³⸮µ¶·⸮¹º»¼½⸮¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ⸮ÑÒÓÔÕÖŒØÙÚÛÜŸ⸮ßàáâãäåæçèéêëìíîï⸮ñòóôõöœøùúûüÿ⸮',
);

export const PORTUGUESE: Charset = {
  '[': 'Ã',
  '\\': 'Ç',
  ']': 'Õ',
  '{': 'ã',
  '|': 'ç',
  '}': 'õ',
};

function setFrom(first: string, characters: string): Charset {
  const start = first.codePointAt(0) ?? 0;
  return Object.fromEntries(
    Array.from(characters, (character, at) => [
      String.fromCodePoint(start + at),
      character,
    ]),
  );
}
