/**
 * The bytes that make an outer terminal which shows one frame show another. Law: applied
 * to a terminal that shows `from`, they give `to`.
 *
 * This is the last gate before somebody's terminal: only cells pass it, and of those no
 * control character, and nothing that would go into another cell. The terminal is taken
 * and left in its default style, with its cursor anywhere and automatic wrapping off.
 */
import { CODE_POINT, IS_CLUSTER, WORDS_PER_CELL } from '../screen/row.js';
import type { Capabilities } from './capabilities.js';
import { BLANK, sameCell, widthOf, type Frame } from './frame.js';
import { DEFAULT_STYLE, sgr, type Style } from './sgr.js';
import { linkTo, printable, safeLink, standing } from './printable.js';
import { styleOfCell } from './style-of-cell.js';

type Wish = {
  readonly can: Capabilities;
  /** Those that may differ. */
  readonly lines: readonly number[];
};

/** `from` and `to` are of one size. Empty when they look the same. */
export function difference(from: Frame, to: Frame, { can, lines }: Wish): string {
  const pen = new Pen(can);
  for (const y of lines) {
    const start = y * to.columns;
    const end = contentEnd(to, start);
    for (let x = 0; x < to.columns; x++) {
      if (sameCell(from, to, start + x)) continue;
      if (x >= end && to.columns - x >= LEAST_ERASED) {
        pen.eraseRest(x, y);
        break;
      }
      if (widthOf(to.words[(start + x) * WORDS_PER_CELL] ?? 0) > 0)
        pen.put(to, start + x, { x, y });
    }
  }
  return pen.finish();
}

/** Fewer blanks are shorter than the sequence that erases them. */
const LEAST_ERASED = 8;

/** The column in the row at `start` behind which all is blank in default colours. */
function contentEnd({ words, columns }: Frame, start: number): number {
  let end = columns;
  while (end > 0) {
    const at = (start + end - 1) * WORDS_PER_CELL;
    if (words[at] !== BLANK || words[at + 1] !== 0 || words[at + 2] !== 0) break;
    end--;
  }
  return end;
}

type Position = { readonly x: number; readonly y: number };

/** Writes cells, and remembers where the terminal's cursor and style are. */
class Pen {
  readonly #can: Capabilities;
  #out = '';
  #style = DEFAULT_STYLE;
  #link = '';
  #x = -1;
  #y = -1;

  constructor(can: Capabilities) {
    this.#can = can;
  }

  put(frame: Frame, index: number, { x, y }: Position): void {
    const at = index * WORDS_PER_CELL;
    const word0 = frame.words[at] ?? 0;
    const extra = frame.extras.get(index);
    this.#moveTo(x, y);
    this.#wear(styleOf(frame, index));
    this.#linkTo(extra?.link ?? '');

    const cluster = (word0 & IS_CLUSTER) !== 0 ? extra?.text : undefined;
    const text = printable(cluster ?? String.fromCodePoint(safe(word0 & CODE_POINT)));
    this.#out += standing(text);
    // Terminals differ in how wide they think such a character is.
    const certain = text.length === 1 && text < '\x7f' && x + 1 < frame.columns;
    this.#x = certain ? x + 1 : -1;
  }

  eraseRest(x: number, y: number): void {
    this.#moveTo(x, y);
    this.#wear(DEFAULT_STYLE);
    this.#linkTo('');
    this.#out += '\x1b[K';
  }

  finish(): string {
    this.#wear(DEFAULT_STYLE);
    this.#linkTo('');
    return this.#out;
  }

  #moveTo(x: number, y: number): void {
    if (x === this.#x && y === this.#y) return;
    if (y !== this.#y) this.#out += `\x1b[${y + 1};${x + 1}H`;
    else if (this.#x >= 0 && x > this.#x) this.#out += `\x1b[${x - this.#x}C`;
    else this.#out += `\x1b[${x + 1}G`;
    this.#x = x;
    this.#y = y;
  }

  #wear(style: Style): void {
    this.#out += sgr(this.#style, style, this.#can);
    this.#style = style;
  }

  #linkTo(link: string): void {
    const safe = this.#can.hyperlinks ? safeLink(link) : '';
    if (safe === this.#link) return;
    this.#out += linkTo(safe);
    this.#link = safe;
  }
}

function styleOf({ words, extras }: Frame, index: number): Style {
  const foreground = words[index * WORDS_PER_CELL + 1] ?? 0;
  const background = words[index * WORDS_PER_CELL + 2] ?? 0;
  return styleOfCell(foreground, background, extras.get(index));
}

const MAX_CODE_POINT = 0x10ffff;

function safe(codePoint: number): number {
  return codePoint > MAX_CODE_POINT ? 0xfffd : codePoint;
}
