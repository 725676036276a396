/** Draws an emulated screen as an SVG: cells of equal width, runs of one style together. */
import type { Emulator } from '../src/screen/emulator.js';
import {
  BG_DIM,
  CODE_POINT,
  COLOUR,
  COLOUR_256,
  COLOUR_DEFAULT,
  COLOUR_MODE,
  COLOUR_RGB,
  FG_BOLD,
  FG_INVERSE,
  WIDTH_SHIFT,
  WORDS_PER_CELL,
  type Row,
} from '../src/screen/row.js';

const CELL = { width: 8.4, height: 18 } as const;
const BACKGROUND = '#16181d';
const FOREGROUND = '#d5d8de';

/** The sixteen colours of a dark theme. */
const PALETTE = [
  '#16181d',
  '#e06c75',
  '#8fbf6f',
  '#e0b56a',
  '#6aa8e0',
  '#c38ad9',
  '#5fbdc0',
  '#c5c8ce',
  '#6b7280',
  '#f08a92',
  '#a8d98a',
  '#f2cc85',
  '#8bc0f0',
  '#d8a6ec',
  '#7fd6d9',
  '#ffffff',
] as const;

type Style = {
  readonly fill: string;
  readonly back: string;
  readonly bold: boolean;
  readonly dim: boolean;
};
type Run = {
  readonly column: number;
  readonly text: string;
  readonly cells: number;
  readonly style: Style;
};

export function svg(emulator: Emulator): string {
  const { columns, rows } = emulator.size;
  const width = Math.ceil(columns * CELL.width);
  const height = rows * CELL.height;
  const lines = Array.from({ length: rows }, (_, y) =>
    runs(emulator.row(y))
      .map((run) => drawn(run, y))
      .join(''),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, monospace" font-size="14">
<rect width="100%" height="100%" rx="6" fill="${BACKGROUND}"/>
${lines.filter((line) => line !== '').join('\n')}
</svg>
`;
}

function runs(row: Row): readonly Run[] {
  const found: Run[] = [];
  for (let column = 0; column * WORDS_PER_CELL < row.words.length; column += 1) {
    const [cell = 0, fg = 0, bg = 0] = row.words.subarray(column * WORDS_PER_CELL);
    const cells = (cell >>> WIDTH_SHIFT) & 3;
    if (cells === 0 && (cell & CODE_POINT) === 0 && column > 0 && isWide(row, column - 1))
      continue;
    const cluster = row.extras.find((extra) => extra.column === column)?.text;
    const text = cluster ?? String.fromCodePoint(cell & CODE_POINT || 0x20);
    const style = styleOf(fg, bg);
    const last = found.at(-1);
    if (last && cells < 2 && sameStyle(last.style, style))
      found[found.length - 1] = {
        ...last,
        text: last.text + text,
        cells: last.cells + 1,
      };
    else found.push({ column, text, cells: Math.max(1, cells), style });
  }
  return found;
}

function isWide(row: Row, column: number): boolean {
  return (((row.words[column * WORDS_PER_CELL] ?? 0) >>> WIDTH_SHIFT) & 3) === 2;
}

function drawn({ column, text, cells, style }: Run, y: number): string {
  const x = (column * CELL.width).toFixed(1);
  const length = (cells * CELL.width).toFixed(1);
  const back =
    style.back === BACKGROUND
      ? ''
      : `<rect x="${x}" y="${y * CELL.height}" width="${length}" height="${CELL.height}" fill="${style.back}"/>`;
  if (text.trim() === '') return back;
  const weight = `${style.bold ? ' font-weight="bold"' : ''}${style.dim ? ' opacity="0.6"' : ''}`;
  return `${back}<text x="${x}" y="${y * CELL.height + 13.5}" textLength="${length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="${style.fill}"${weight}>${escaped(text)}</text>`;
}

function styleOf(fg: number, bg: number): Style {
  const fore = colour(fg, FOREGROUND);
  const back = colour(bg, BACKGROUND);
  const inverse = (fg & FG_INVERSE) !== 0;
  return {
    fill: inverse ? back : fore,
    back: inverse ? fore : back,
    bold: (fg & FG_BOLD) !== 0,
    dim: (bg & BG_DIM) !== 0,
  };
}

function sameStyle(one: Style, other: Style): boolean {
  return (
    one.fill === other.fill &&
    one.back === other.back &&
    one.bold === other.bold &&
    one.dim === other.dim
  );
}

function colour(word: number, otherwise: string): string {
  const mode = word & COLOUR_MODE;
  const value = word & COLOUR;
  if (mode === COLOUR_DEFAULT) return otherwise;
  if (mode === COLOUR_RGB) return hex(value);
  const index = value & 0xff;
  const named = PALETTE[index];
  return named ?? (mode === COLOUR_256 ? hex(cube(index)) : otherwise);
}

/** xterm's 6x6x6 cube and its 24 greys. */
function cube(index: number): number {
  if (index >= 232) return (8 + (index - 232) * 10) * 0x010101;
  const [r, g, b] = [36, 6, 1].map((unit) => level(Math.floor((index - 16) / unit) % 6));
  return ((r ?? 0) << 16) | ((g ?? 0) << 8) | (b ?? 0);
}

function level(step: number): number {
  return step === 0 ? 0 : 55 + step * 40;
}

function hex(rgb: number): string {
  return `#${rgb.toString(16).padStart(6, '0')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
