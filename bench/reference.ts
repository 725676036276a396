/** The screen that a program's output means, against which the one that is shown is held. */
import type { Size } from '../src/domain/session.js';
import { Emulator } from '../src/screen/emulator.js';
import { COLOUR, COLOUR_MODE, WORDS_PER_CELL, type Row } from '../src/screen/row.js';
import { cellText, rowText } from '../src/screen/row-text.js';

export type Place = { readonly x: number; readonly y: number };

/** A screen of `size` with `output` on it, as a terminal's line discipline passes it on. */
export function drawn(output: Buffer, size: Size): Emulator {
  const emulator = new Emulator({ size, scrollback: 0 });
  emulator.write(Buffer.from(output.toString().replaceAll('\n', '\r\n')));
  return emulator;
}

type Strictness = { readonly mark: string; readonly faults: number };

/**
 * Throws where `shown` has other cells than `meant` in more than `faults` rows; `mark` stands
 * once in both.
 */
export function expectShown(
  shown: Emulator,
  meant: Emulator,
  { mark, faults }: Strictness,
): void {
  const at = placeOf(shown, mark);
  const from = placeOf(meant, mark);
  let left = faults;
  for (let y = 0; y < meant.size.rows; y += 1) {
    const wanted = cells(meant.row(y), 0, meant.size.columns);
    const found = cells(shown.row(y + at.y - from.y), at.x - from.x, meant.size.columns);
    if (wanted !== found && left-- === 0)
      throw new Error(`row ${y} is shown as\n${found}\nand not as\n${wanted}`);
  }
}

function placeOf(emulator: Emulator, mark: string): Place {
  for (let y = 0; y < emulator.size.rows; y += 1) {
    const x = rowText(emulator.row(y)).indexOf(mark);
    if (x >= 0) return { x, y };
  }
  throw new Error(`${mark} is not on the screen`);
}

/** Text and colours; how a colour was named makes no difference. */
function cells(row: Row, first: number, columns: number): string {
  return Array.from({ length: columns }, (_, x) => {
    const at = (first + x) * WORDS_PER_CELL;
    if (at >= row.words.length) return ' ';
    const [, fg = 0, bg = 0] = row.words.subarray(at);
    const text = cellText(row, at);
    const colours = `${text === ' ' ? '' : colour(fg)}${colour(bg)}`;
    return colours === '' ? text : `${text}(${colours})`;
  }).join('');
}

function colour(word: number): string {
  return (word & COLOUR_MODE) === 0 ? '' : `${word & COLOUR};`;
}
